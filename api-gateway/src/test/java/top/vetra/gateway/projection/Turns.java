package top.vetra.gateway.projection;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Makes every call of a store or a log wait for its turn, so that a test decides who goes on when.
 * Whoever is disposed of meanwhile never does: a crash may come between any two calls.
 */
final class Turns {

  private final List<MonoSink<Void>> waiting = new ArrayList<>();

  /** A port whose every call waits for a turn, and then goes to what is behind it by then. */
  <T> T gate(Class<T> port, Supplier<? extends T> behind) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              if (method.getReturnType() == Mono.class) {
                return turn()
                    .then(Mono.defer(() -> (Mono<?>) call(method, behind.get(), arguments)));
              }
              return method.getReturnType() == Flux.class
                  ? turn()
                      .thenMany(Flux.defer(() -> (Flux<?>) call(method, behind.get(), arguments)))
                  : call(method, behind.get(), arguments);
            }));
  }

  private static Object call(Method method, Object target, Object[] arguments) {
    try {
      return Objects.requireNonNull(method.invoke(target, arguments));
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Completes when it is its turn. */
  Mono<Void> turn() {
    return Mono.create(
        sink -> {
          waiting.add(sink);
          sink.onDispose(() -> waiting.remove(sink));
        });
  }

  /** How many wait. */
  int waiting() {
    return waiting.size();
  }

  /** Lets all go on until none waits. */
  void takeAll() {
    while (waiting() > 0) {
      take(0);
    }
  }

  /** Lets one of those that wait go on. */
  void take(int index) {
    waiting.remove(index).success();
  }
}
