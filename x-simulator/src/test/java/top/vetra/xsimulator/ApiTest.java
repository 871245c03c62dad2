package top.vetra.xsimulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import top.vetra.xsimulator.catalogue.Scenarios;
import top.vetra.xsimulator.fault.Kind;

class ApiTest {

  private static final RunningSimulator X =
      XSimulator.start(SimulatorSettings.defaults().withCallsPerToken(3));

  private final XClient client = new XClient(X);
  private final String demo = X.scenario(Scenarios.DEMO).id();

  @AfterAll
  static void stop() {
    X.close();
  }

  @Test
  void aGuestSeesTheSpaceInTheShapeOfX() throws Exception {
    HttpResponse<byte[]> answer = client.space(demo, client.guestToken());
    JsonNode space = JsonMapper.shared().readTree(answer.body()).at("/data/audioSpace");

    assertThat(answer.headers().firstValue("x-rate-limit-remaining")).hasValue("2");
    assertThat(space.at("/metadata/title").stringValue()).contains("日本語");
    assertThat(space.at("/metadata/started_at").isNumber()).isTrue();
    assertThat(space.at("/metadata/ended_at").isString()).isTrue();
    assertThat(space.at("/metadata/media_key").stringValue()).matches("28_\\d{19}");
    assertThat(space.at("/participants/speakers")).hasSize(3);
  }

  @Test
  void callsWithoutAGoodTokenAreRefused() throws Exception {
    HttpResponse<byte[]> unknown = client.space(demo, "1234567890123456789");
    assertThat(unknown.statusCode()).isEqualTo(403);
    assertThat(XClient.text(unknown)).contains("\"message\":\"Bad guest token\"");

    var noToken = client.request(XClient.SPACE_QUERY).header("Authorization", XClient.BEARER);
    assertThat(client.send(noToken.build()).statusCode()).isEqualTo(403);
    assertThat(client.get("/1.1/guest/activate.json").statusCode()).isEqualTo(404);
  }

  @Test
  void aTokenIsGoodForSoManyCallsAndThenLimited() throws Exception {
    String token = client.guestToken();
    for (int left = 2; left >= 0; left--) {
      assertThat(client.space(demo, token).headers().firstValue("x-rate-limit-remaining"))
          .hasValue("" + left);
    }
    HttpResponse<byte[]> limited = client.space(demo, token);
    assertThat(limited.statusCode()).isEqualTo(429);
    assertThat(limited.headers().firstValueAsLong("x-rate-limit-reset").getAsLong())
        .isGreaterThan(System.currentTimeMillis() / 1000);
  }

  @Test
  void aMissingFeatureIsNamedAndAnUnknownQueryIdIsNotFound() throws Exception {
    String variables = "{'id':'" + demo + "','isMetatagsQuery':true,'withReplays':true}";
    String features = XClient.SPACE_FEATURES.replace("'vibe_api_enabled':true,", "");
    HttpResponse<byte[]> refused =
        client.get(XClient.SPACE_QUERY + XClient.query(variables, features), client.guestToken());

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(XClient.text(refused)).contains("features cannot be null: vibe_api_enabled");
    assertThat(
            client
                .get("/i/api/graphql/AAAAAAAAAAAAAAAAAAAAAA/AudioSpaceById", client.guestToken())
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void shortLinksRedirectAndRequestsAreCounted() throws Exception {
    HttpResponse<byte[]> redirect = client.get("/tco/warning");

    assertThat(redirect.statusCode()).isEqualTo(301);
    assertThat(redirect.headers().firstValue("location"))
        .hasValue(
            "https://twitter.com/safety/unsafe_link_warning?unsafe_link=https://x.com/i/spaces/"
                + demo);
    assertThat(X.requests().count(Kind.REDIRECT)).isEqualTo(1);
    assertThat(X.requests().count("/tco/warning")).isEqualTo(1);
  }

  @Test
  void everyScenarioIsListed() throws Exception {
    JsonNode list = JsonMapper.shared().readTree(client.get("/scenarios").body());

    assertThat(list).hasSize(X.scenarios().size());
    assertThat(list.get(0).get("link").stringValue()).isEqualTo(X.link("demo"));
    assertThat(XClient.text(client.get("/"))).contains(X.link("post-quoting"));
  }
}
