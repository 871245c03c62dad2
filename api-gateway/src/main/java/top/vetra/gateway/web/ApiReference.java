package top.vetra.gateway.web;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The description of the API, as a document and as a page to read. */
@RestController
final class ApiReference {

  /** As for all pages, and the little pictures that the reference's style sheet carries. */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final Resource DOCUMENT = new ClassPathResource("static/api/v1/openapi.json");
  private static final Resource PAGE = new ClassPathResource("static/reference.html");

  /** {@code GET /v3/api-docs}: the OpenAPI document, where tools look for it. */
  @GetMapping(path = "/v3/api-docs", produces = MediaType.APPLICATION_JSON_VALUE)
  Resource document() {
    return DOCUMENT;
  }

  /** {@code GET /reference}: the document, shown by Swagger UI. */
  @GetMapping(path = "/reference", produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<Resource> page() {
    return ResponseEntity.ok()
        .header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        .body(PAGE);
  }
}
