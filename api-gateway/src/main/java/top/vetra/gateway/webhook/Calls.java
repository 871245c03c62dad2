package top.vetra.gateway.webhook;

import java.util.HashMap;
import java.util.Map;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import top.vetra.gateway.GatewaySettings.WebhookSettings;

/**
 * The calls that are under way: so many in all, and so many of them to one endpoint, so that one
 * which is slow to answer leaves room for all others.
 */
final class Calls implements AutoCloseable {

  private final int most;
  private final int mostPerEndpoint;
  private final Disposable.Composite running = Disposables.composite();
  private final Map<String, Integer> perEndpoint = new HashMap<>();
  private int all;

  Calls(WebhookSettings settings) {
    this.most = settings.concurrency();
    this.mostPerEndpoint = settings.concurrencyPerEndpoint();
  }

  /** Makes room for a call; false if there is none. */
  synchronized boolean enter(String endpoint) {
    int here = perEndpoint.getOrDefault(endpoint, 0);
    if (all >= most || here >= mostPerEndpoint) {
      return false;
    }
    perEndpoint.put(endpoint, here + 1);
    all++;
    return true;
  }

  /** Gives the room of a call back. */
  synchronized void leave(String endpoint) {
    perEndpoint.computeIfPresent(endpoint, (key, here) -> here == 1 ? null : here - 1);
    all--;
  }

  /** Makes a call in the room that was made for it, and returns at once. */
  void start(String endpoint, Mono<Void> call) {
    Disposable.Swap self = Disposables.swap();
    running.add(self);
    self.update(
        call.doFinally(
                end -> {
                  leave(endpoint);
                  running.remove(self);
                })
            .subscribe());
  }

  /** Breaks off what is under way. */
  @Override
  public void close() {
    running.dispose();
  }
}
