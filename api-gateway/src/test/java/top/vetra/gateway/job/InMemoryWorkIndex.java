package top.vetra.gateway.job;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The index in memory; nothing in it expires. */
public final class InMemoryWorkIndex implements WorkIndex {

  private final Map<String, String> holders = new ConcurrentHashMap<>();

  @Override
  public Mono<String> holder(String key) {
    return Mono.fromSupplier(() -> holders.get(key));
  }

  @Override
  public Mono<String> claim(
      String key, String conversionId, @Nullable String replaced, Duration lifetime) {
    return Mono.fromSupplier(
        () ->
            holders.merge(
                key, conversionId, (holder, wanted) -> holder.equals(replaced) ? wanted : holder));
  }

  @Override
  public Mono<Void> put(String key, String conversionId, Duration lifetime) {
    return Mono.fromRunnable(() -> holders.put(key, conversionId));
  }

  @Override
  public Mono<Void> release(String key, String conversionId) {
    return Mono.fromRunnable(() -> holders.remove(key, conversionId));
  }
}
