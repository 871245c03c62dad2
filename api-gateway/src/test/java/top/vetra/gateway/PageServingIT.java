package top.vetra.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** How the page's files are served. */
class PageServingIT extends RunningGateway {

  private static final Pattern ASSET = Pattern.compile("/assets/[0-9a-f]{12}/[^\"]+");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/?url=https%3A%2F%2Fx.com",
        "/jobs/anything",
        "/sw.js",
        "/manifest.webmanifest",
        "/icons/icon.svg",
        "/icons/icon-512.png",
        "/favicon.ico",
        "/api/v1/openapi.json"
      })
  void everything_is_there_and_trusts_nothing_but_its_own_files(String path) {
    get(path)
        .expectStatus()
        .isOk()
        .expectHeader()
        .value(
            "Content-Security-Policy",
            policy ->
                assertThat(policy)
                    .contains("default-src 'none'", "script-src 'self';")
                    .containsPattern("connect-src 'self' https?://[^ ;*]+;")
                    .containsPattern("media-src 'self' blob: https?://[^ ;*]+;")
                    .containsOnlyOnce("blob:")
                    .doesNotContain("unsafe"))
        .expectHeader()
        .valueEquals("X-Content-Type-Options", "nosniff")
        .expectHeader()
        .valueEquals("Cross-Origin-Resource-Policy", "same-origin")
        .expectHeader()
        .doesNotExist("Access-Control-Allow-Origin");
  }

  @Test
  void what_the_page_names_is_there_and_may_be_kept_for_ever() {
    var assets = ASSET.matcher(text("/")).results().map(MatchResult::group).distinct().toList();
    assertThat(assets).hasSizeGreaterThan(5);
    for (String asset : assets) {
      get(asset)
          .expectStatus()
          .isOk()
          .expectHeader()
          .value(HttpHeaders.CACHE_CONTROL, kept -> assertThat(kept).contains("immutable"));
    }
    String old = assets.get(0).replaceFirst("/assets/[0-9a-f]+", "/assets/000000000000");
    get(old)
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals(HttpHeaders.CACHE_CONTROL, "no-cache");
    get("/assets/000000000000/none.js").expectStatus().isNotFound();
    get("/assets/000000000000/..%2findex.html").expectStatus().is4xxClientError();
  }

  @Test
  void the_worker_keeps_all_that_the_page_loads() {
    String worker = text("/sw.js");
    assertThat(worker)
        .contains("\"app.js\"", "\"texts/de.js\"", "\"wavesurfer.min.js\"")
        .doesNotContain("__");
  }

  @Test
  void what_has_not_changed_is_not_sent_again() {
    String etag =
        Objects.requireNonNull(get("/").expectBody().returnResult().getResponseHeaders().getETag());
    http.get()
        .uri("/")
        .header(HttpHeaders.IF_NONE_MATCH, etag)
        .exchange()
        .expectStatus()
        .isNotModified();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/sw.js", "/v3/api-docs", "/webjars/swagger-ui/swagger-ui-bundle.js"})
  void text_is_sent_compressed_to_those_who_unpack_it(String path) throws Exception {
    HttpResponse<byte[]> packed = get(path, "br, gzip;q=0.5");
    HttpResponse<byte[]> whole = get(path, "gzip;q=0, identity");
    assertThat(packed.headers().firstValue(HttpHeaders.CONTENT_ENCODING)).hasValue("gzip");
    assertThat(whole.headers().firstValue(HttpHeaders.CONTENT_ENCODING)).isEmpty();
    assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes())
        .isEqualTo(whole.body());
    assertThat(packed.headers().firstValue(HttpHeaders.VARY)).hasValue("Accept-Encoding");
    assertThat(packed.headers().firstValue(HttpHeaders.ETAG))
        .isNotEmpty()
        .isNotEqualTo(whole.headers().firstValue(HttpHeaders.ETAG));
  }

  /** By a client that does not unpack by itself. */
  private HttpResponse<byte[]> get(String path, String encodings) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(uri(path))
                .header(HttpHeaders.ACCEPT_ENCODING, encodings)
                .build(),
            BodyHandlers.ofByteArray());
  }

  private ResponseSpec get(String path) {
    return http.get().uri(URI.create("http://localhost:" + port + path)).exchange();
  }

  private String text(String path) {
    return Objects.requireNonNull(
        get(path).expectBody(String.class).returnResult().getResponseBody());
  }
}
