package top.vetra.gateway.webhook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;

/** Tries in memory. */
final class InMemoryDeliveryLog implements DeliveryLog {

  private final Map<String, Map<String, Delivery>> deliveries = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> requests = new ConcurrentHashMap<>();

  @Override
  public synchronized Mono<List<Delivery>> of(String jobId) {
    return Mono.fromCallable(() -> now(jobId));
  }

  synchronized List<Delivery> now(String jobId) {
    return new ArrayList<>(deliveries.getOrDefault(jobId, Map.of()).values());
  }

  @Override
  public Mono<Void> put(String jobId, Delivery delivery) {
    return Mono.fromRunnable(() -> store(jobId, delivery));
  }

  private synchronized void store(String jobId, Delivery delivery) {
    deliveries
        .computeIfAbsent(jobId, job -> new LinkedHashMap<>())
        .put(delivery.trigger() + ":" + delivery.attempt(), delivery);
  }

  @Override
  public Mono<Integer> countRequest(String jobId) {
    return Mono.fromCallable(
        () -> requests.computeIfAbsent(jobId, job -> new AtomicInteger()).incrementAndGet());
  }
}
