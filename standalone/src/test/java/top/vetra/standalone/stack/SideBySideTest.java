package top.vetra.standalone.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class SideBySideTest {

  @Test
  void allAreStartedAtOnceAndComeBackInOrder() throws Exception {
    CyclicBarrier together = new CyclicBarrier(2);
    AutoCloseable first = () -> {};
    AutoCloseable second = () -> {};
    List<AutoCloseable> started =
        SideBySide.start(
            List.of(
                () -> {
                  together.await(5, TimeUnit.SECONDS);
                  return first;
                },
                () -> {
                  together.await(5, TimeUnit.SECONDS);
                  return second;
                }));
    assertThat(started).containsExactly(first, second);
  }

  @Test
  void ifOneFailsTheOthersAreClosedAgain() {
    AtomicBoolean closed = new AtomicBoolean();
    assertThatThrownBy(
            () ->
                SideBySide.start(
                    List.of(
                        () -> {
                          throw new IOException("no");
                        },
                        () -> () -> closed.set(true))))
        .isInstanceOf(IOException.class)
        .hasMessage("no");
    assertThat(closed).isTrue();
  }

  @Test
  void whatDoesNotStopIsLeftBehind() {
    CountDownLatch never = new CountDownLatch(1);
    AtomicBoolean closed = new AtomicBoolean();
    SideBySide.stop(List.of(never::await, () -> closed.set(true)), Duration.ofMillis(300));
    assertThat(closed).isTrue();
    never.countDown();
  }
}
