package top.vetra.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import top.vetra.gateway.GatewaySettings.WebhookSettings;

class CallsTest {

  private final AtomicLong nanos = new AtomicLong(7);
  private final Calls calls =
      new Calls(new WebhookSettings(Set.of(), List.of(), 1000, 16, 60), nanos::get);

  @AfterEach
  void close() {
    calls.close();
  }

  private boolean call(String target) {
    boolean entered = calls.enter(target);
    if (entered) {
      calls.leave(target);
    }
    return entered;
  }

  @Test
  void a_host_is_called_so_often_a_minute_however_many_jobs_name_it() {
    for (int call = 0; call < 60; call++) {
      assertThat(call("a.example")).isTrue();
    }
    assertThat(call("a.example")).isFalse();
    assertThat(call("b.example")).isTrue();

    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(call("a.example")).isTrue();
    assertThat(call("a.example")).isFalse();
  }

  @Test
  void a_host_is_called_so_often_at_a_time() {
    for (int call = 0; call < 16; call++) {
      assertThat(calls.enter("a.example")).isTrue();
    }
    assertThat(calls.enter("a.example")).isFalse();
    assertThat(calls.enter("b.example")).isTrue();
  }
}
