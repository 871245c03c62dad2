package top.vetra.gateway.page;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;
import top.vetra.model.job.Space;
import top.vetra.model.store.ObjectKeys;
import top.vetra.pipeline.store.ObjectStore;

/** {@code GET /api/v1/avatars/{name}}: the stored picture of a host. */
@RestController
final class AvatarController {

  private static final Pattern NAME = Pattern.compile("[0-9a-f]{32}\\.(jpg|png|webp)");

  private static final Map<String, MediaType> TYPES =
      Map.of(
          "jpg", MediaType.IMAGE_JPEG,
          "png", MediaType.IMAGE_PNG,
          "webp", MediaType.parseMediaType("image/webp"));

  /** Named by its content, it never changes. */
  private static final CacheControl A_WEEK =
      CacheControl.maxAge(Duration.ofDays(7)).cachePublic().immutable();

  private final ObjectStore objects;

  AvatarController(ObjectStore objects) {
    this.objects = objects;
  }

  @GetMapping(Space.Host.AVATARS + "{name}")
  Mono<ResponseEntity<byte[]>> get(@PathVariable String name) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      return Mono.error(new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
    MediaType type = TYPES.getOrDefault(matcher.group(1), MediaType.APPLICATION_OCTET_STREAM);
    return objects
        .get(ObjectKeys.avatar(name))
        .map(body -> ResponseEntity.ok().contentType(type).cacheControl(A_WEEK).body(body))
        .switchIfEmpty(Mono.error(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
  }
}
