package top.vetra.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.NetUtil;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;
import top.vetra.model.job.JobOrder.Webhook;

/** What lies just beside the networks of {@link PrivateAddressesTest} is not refused with them. */
class PublicAddressesTest {

  private final WebhookRules rules = RulesForTests.allowing();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9.255.255.255",
        "11.0.0.0",
        "93.184.215.14",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "169.253.255.255",
        "169.255.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "2001:200::1",
        "2001:4860:4860::8888",
        "2003::1",
        "2606:2800:21f:cb07:6820:80da:af6b:8b2c",
        "2a00:1450:4001:82a::200e",
      })
  void the_neighbours_of_private_networks_are_public(String address) {
    assertThat(PublicAddresses.contain(NetUtil.createByteArrayFromIpAddressString(address)))
        .isTrue();
    String host = address.contains(":") ? "[" + address + "]" : address;
    Webhook webhook = new Webhook("https://" + host + "/", null);
    rules.check(webhook);
    StepVerifier.create(rules.checkHost(webhook)).verifyComplete();
  }
}
