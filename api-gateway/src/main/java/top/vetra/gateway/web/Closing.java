package top.vetra.gateway.web;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Tells endless answers to end when the application stops. The web server stops only after all
 * answers have ended, so this comes first.
 */
@Component
final class Closing implements SmartLifecycle {

  private final Sinks.Empty<Void> closing = Sinks.empty();
  private volatile boolean running;

  /** Completes when the application stops. */
  Mono<Void> signal() {
    return closing.asMono();
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    closing.tryEmitEmpty();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }
}
