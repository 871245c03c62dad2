package top.vetra.fetcher.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import top.vetra.fetcher.media.MediaException.Reason;

/** Hosts that send us on. */
class MediaRedirectsTest extends AgainstMediaHost {

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void a_redirect_to_an_allowed_host_is_followed(int status) {
    redirects.put("/moved", List.of(status, "further/on"));
    redirects.put("/further/on", List.of(status, at("/body").toString()));

    assertThat(read("/moved")).isEqualTo(BODY);
    assertThat(asked).containsExactly("/moved", "/further/on", "/body");
    assertThat(referer).isEqualTo("https://x.com/");
  }

  @Test
  void a_redirect_leads_to_the_same_range() {
    redirects.put("/moved", List.of(302, "/range"));

    assertThat(readWord("/moved")).isEqualTo("small");
  }

  @Test
  void a_body_is_told_where_it_comes_from() {
    redirects.put("/moved", List.of(302, "/body"));
    List<URI> sources = new CopyOnWriteArrayList<>();

    origin
        .read(
            MediaRequest.of(at("/moved")),
            () ->
                new Body<String>() {
                  @Override
                  public void from(URI address) {
                    sources.add(address);
                  }

                  @Override
                  public void accept(byte[] piece) {}

                  @Override
                  public String finish() {
                    return "";
                  }
                })
        .block();

    assertThat(sources).containsExactly(at("/body"));
  }

  @Test
  void a_redirect_elsewhere_makes_no_connection() {
    Set<String> strays = ConcurrentHashMap.newKeySet();
    DisposableServer elsewhere =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .doOnConnection(connection -> strays.add(connection.channel().id().asLongText()))
            .bindNow();
    try {
      for (String location :
          List.of(
              "http://127.0.0.1:" + elsewhere.port() + "/body",
              "//127.0.0.1:" + elsewhere.port() + "/body",
              "http://user@127.0.0.1:" + server.port() + "/body",
              "file:///etc/passwd")) {
        asked.clear();
        redirects.put("/moved", List.of(302, location));
        redirects.put("/twice", List.of(302, "/moved"));

        assertReason("/moved", true, Reason.FORBIDDEN);
        assertReason("/twice", true, Reason.FORBIDDEN);
        assertThat(asked).containsExactly("/moved", "/twice", "/moved");
      }
      assertThat(strays).isEmpty();
    } finally {
      elsewhere.disposeNow();
    }
  }

  @Test
  void a_redirect_that_leads_nowhere_is_unexpected() {
    redirects.put("/circle", List.of(302, "/circle"));
    redirects.put("/no-address", List.of(302, "http://[oops/"));
    redirects.put("/choices", List.of(300, "/body"));

    assertReason("/circle", false, Reason.UNEXPECTED);
    assertThat(asked).hasSize(4);
    assertReason("/no-address", false, Reason.UNEXPECTED);
    assertReason("/choices", false, Reason.UNEXPECTED);
    assertThat(asked).hasSize(6);
  }
}
