package top.vetra.gateway.projection;

import java.util.List;
import java.util.function.Consumer;

/** A number from which one choice after the other is taken. */
final class Choice {

  private int left;

  Choice(int number) {
    this.left = number;
  }

  /** A number below the bound. */
  int next(int bound) {
    int chosen = left % bound;
    left /= bound;
    return chosen;
  }

  /** One of these. */
  <T> T of(List<T> list) {
    return list.get(next(list.size()));
  }

  /** Does something with one of these, if there is any. */
  <T> void one(List<T> list, Consumer<T> action) {
    if (!list.isEmpty()) {
      action.accept(of(list));
    }
  }
}
