package top.vetra.gateway.page;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The description of the API, as a document and as a page to read. Few ask for it: each file is
 * read and compressed when the first one does.
 */
@RestController
final class ApiReference {

  /** As for all pages, and the little pictures that the reference's style sheet carries. */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final CacheControl ASK_EACH_TIME = CacheControl.noCache();
  private static final CacheControl A_DAY = CacheControl.maxAge(Duration.ofDays(1)).cachePublic();

  private static final MediaType CSS = new MediaType("text", "css", StandardCharsets.UTF_8);
  private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);
  private static final MediaType SCRIPT =
      new MediaType("text", "javascript", StandardCharsets.UTF_8);

  private static final String VIEWER = "META-INF/resources/webjars/swagger-ui/*/";

  private final Mono<PageFile> document =
      file("static/api/v1/openapi.json", MediaType.APPLICATION_JSON);
  private final Mono<PageFile> page = file("static/reference.html", HTML);
  private final Mono<PageFile> script = file("static/reference.js", SCRIPT);
  private final Map<String, Mono<PageFile>> viewer =
      Map.of(
          "swagger-ui.css", file(VIEWER + "swagger-ui.css", CSS),
          "swagger-ui-bundle.js", file(VIEWER + "swagger-ui-bundle.js", SCRIPT));

  /** The OpenAPI document, where tools look for it. */
  @GetMapping({"/v3/api-docs", "/api/v1/openapi.json"})
  Mono<ResponseEntity<byte[]>> document(@RequestHeader HttpHeaders request) {
    return document.map(file -> file.answer(request, ASK_EACH_TIME));
  }

  /** {@code GET /reference}: the document, shown by Swagger UI. */
  @GetMapping("/reference")
  Mono<ResponseEntity<byte[]>> page(@RequestHeader HttpHeaders request) {
    return page.map(file -> file.answer(request, ASK_EACH_TIME))
        .map(
            answer ->
                ResponseEntity.status(answer.getStatusCode())
                    .headers(answer.getHeaders())
                    .header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                    .body(answer.getBody()));
  }

  @GetMapping("/reference.js")
  Mono<ResponseEntity<byte[]>> script(@RequestHeader HttpHeaders request) {
    return script.map(file -> file.answer(request, ASK_EACH_TIME));
  }

  @GetMapping("/webjars/swagger-ui/{name}")
  Mono<ResponseEntity<byte[]>> viewer(
      @PathVariable String name, @RequestHeader HttpHeaders request) {
    @Nullable Mono<PageFile> found = viewer.get(name);
    return found == null
        ? Mono.error(new ResponseStatusException(HttpStatus.NOT_FOUND))
        : found.map(file -> file.answer(request, A_DAY));
  }

  private static Mono<PageFile> file(String path, MediaType type) {
    return Mono.fromCallable(() -> PageFile.of(read(path), type))
        .subscribeOn(Schedulers.boundedElastic())
        .cache();
  }

  private static byte[] read(String path) throws IOException {
    for (Resource found :
        new PathMatchingResourcePatternResolver().getResources("classpath*:" + path)) {
      return found.getContentAsByteArray();
    }
    throw new FileNotFoundException(path);
  }
}
