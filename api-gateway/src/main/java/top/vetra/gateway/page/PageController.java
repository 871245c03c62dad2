package top.vetra.gateway.page;

import java.time.Duration;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The web page, and everything that a browser loads with it. */
@RestController
final class PageController {

  /** What is named by its content may be kept for as long as there are caches. */
  private static final CacheControl FOREVER =
      CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

  private static final CacheControl ASK_EACH_TIME = CacheControl.noCache();

  private static final CacheControl A_DAY = CacheControl.maxAge(Duration.ofDays(1)).cachePublic();

  private final PageFiles files;

  PageController(PageFiles files) {
    this.files = files;
  }

  /** One page for all addresses: which job it shows, it reads from its own address. */
  @GetMapping({"/", "/jobs/{id}"})
  ResponseEntity<byte[]> page(@RequestHeader HttpHeaders request) {
    return send(files.find("index.html"), request, ASK_EACH_TIME);
  }

  @GetMapping("/sw.js")
  ResponseEntity<byte[]> worker(@RequestHeader HttpHeaders request) {
    return send(files.find("sw.js"), request, ASK_EACH_TIME);
  }

  @GetMapping("/manifest.webmanifest")
  ResponseEntity<byte[]> manifest(@RequestHeader HttpHeaders request) {
    return send(files.find("manifest.webmanifest"), request, ASK_EACH_TIME);
  }

  @GetMapping("/icons/{name}")
  ResponseEntity<byte[]> icon(@PathVariable String name, @RequestHeader HttpHeaders request) {
    return send(files.find("icons/" + name), request, A_DAY);
  }

  /** Where browsers look for an icon whatever the page says. */
  @GetMapping("/favicon.ico")
  ResponseEntity<byte[]> favicon(@RequestHeader HttpHeaders request) {
    return send(files.find("icons/icon-48.png"), request, A_DAY);
  }

  /** A page that was loaded before an upgrade gets what there is now, and is not to keep it. */
  @GetMapping("/assets/{version}/{*path}")
  ResponseEntity<byte[]> asset(
      @PathVariable String version, @PathVariable String path, @RequestHeader HttpHeaders request) {
    return send(
        files.asset(path.substring(1)),
        request,
        version.equals(files.version()) ? FOREVER : ASK_EACH_TIME);
  }

  private static ResponseEntity<byte[]> send(
      Optional<PageFile> found, HttpHeaders request, CacheControl caching) {
    return found
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND))
        .answer(request, caching);
  }
}
