package top.vetra.gateway.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;
import top.vetra.gateway.redis.RedisMemory.Usage;

class RedisMemoryTest {

  private static Usage usage(String... info) {
    Properties properties = new Properties();
    for (int i = 0; i < info.length; i += 2) {
      properties.setProperty(info[i], info[i + 1]);
    }
    return Usage.of(properties);
  }

  @Test
  void is_nearly_full_from_nine_tenths_of_its_limit() {
    assertThat(usage("used_memory", "900", "maxmemory", "1000").isNearlyFull()).isTrue();
    assertThat(usage("used_memory", "899", "maxmemory", "1000").isNearlyFull()).isFalse();
    assertThat(usage("used_memory", "899", "maxmemory", "0").isNearlyFull()).isFalse();
    assertThat(usage().isNearlyFull()).isFalse();
  }

  @Test
  void evicts_only_where_it_has_a_limit_and_a_policy_that_says_so() {
    assertThat(usage("maxmemory", "1000", "maxmemory_policy", "volatile-lru").evicts()).isTrue();
    assertThat(usage("maxmemory", "1000", "maxmemory_policy", "noeviction").evicts()).isFalse();
    assertThat(usage("maxmemory", "0", "maxmemory_policy", "volatile-lru").evicts()).isFalse();
    assertThat(usage("maxmemory", "1000").evicts()).isFalse();
  }
}
