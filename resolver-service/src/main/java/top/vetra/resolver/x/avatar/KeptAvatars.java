package top.vetra.resolver.x.avatar;

import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import top.vetra.model.job.Space;
import top.vetra.model.store.ObjectKeys;
import top.vetra.pipeline.store.ObjectStore;
import top.vetra.resolver.resolve.Avatars;
import top.vetra.resolver.x.call.Answer;
import top.vetra.resolver.x.call.Endpoint;
import top.vetra.resolver.x.call.Http;
import top.vetra.resolver.x.call.HttpSettings;

/**
 * Fetches a host's picture from X's image host and stores it under a name made of its content. Only
 * the path is taken from X's answer; the host that is asked is the configured one.
 */
public final class KeptAvatars implements Avatars {

  private static final Logger log = LoggerFactory.getLogger(KeptAvatars.class);

  private static final Pattern ADDRESS =
      Pattern.compile(
          "https://pbs\\.twimg\\.com(/profile_images/[0-9]{1,20}/[0-9A-Za-z_-]{1,64}"
              + "\\.(?:jpg|jpeg|png|webp))");

  /** X has each picture in several sizes; the one it names is 48 pixels wide. */
  private static final String NAMED = "_normal.";

  private static final String LARGER = "_200x200.";

  /** A picture of 400 pixels has some 30 KB. */
  private static final int MAX_BYTES = 512 * 1024;

  /**
   * A picture is worth two short tries: while they last, a place among the tasks is taken. Once is
   * too little: the first picture after a start may wait longer for a cold, busy process than for
   * X.
   */
  private static final int TRIES = 2;

  private static final Duration CONNECT = Duration.ofSeconds(1);

  private static final Duration RESPONSE = Duration.ofSeconds(3);

  private static final Duration LIMIT = Duration.ofSeconds(9);

  /** Half of a SHA-256, in hexadecimal digits. */
  private static final int NAME_LENGTH = 32;

  private final Http http;
  private final URI imageUrl;
  private final Map<String, String> headers;
  private final ObjectStore store;

  /**
   * @param imageUrl base of pictures
   */
  public KeptAvatars(Http http, URI imageUrl, String userAgent, ObjectStore store) {
    this.http = http;
    this.imageUrl = imageUrl;
    this.headers = Map.of("User-Agent", userAgent);
    this.store = store;
  }

  /** How pictures are asked for, where X is asked like this. */
  public static HttpSettings haste(HttpSettings x) {
    return new HttpSettings(
        CONNECT,
        RESPONSE,
        MAX_BYTES,
        TRIES,
        x.backoff(),
        x.breakerPause(),
        x.blockPause(),
        x.longestBlockPause(),
        x.proxy());
  }

  @Override
  public Mono<Space> keep(Space space) {
    Space.Host host = space.host();
    if (host == null || host.avatarUrl() == null) {
      return Mono.empty();
    }
    Matcher address = ADDRESS.matcher(host.avatarUrl());
    if (!address.matches()) {
      return Mono.empty();
    }
    String path = address.group(1);
    return Flux.fromStream(() -> Stream.of(path.replace(NAMED, LARGER), path).distinct())
        .concatMap(this::picture, 1)
        .next()
        .flatMap(this::put)
        .map(name -> space.withAvatar(Space.Host.AVATARS + name))
        .timeout(LIMIT)
        .onErrorResume(
            failure -> {
              log.info("no picture of the host of {}: {}", space.id(), failure.toString());
              return Mono.empty();
            });
  }

  private Mono<Picture> picture(String path) {
    URI address = URI.create(imageUrl + path);
    return http.retrying(http.send(Endpoint.IMAGE, HttpMethod.GET, address, headers))
        .flatMap(answer -> Mono.justOrEmpty(read(answer)));
  }

  private static Optional<Picture> read(Answer answer) {
    byte[] body = answer.body();
    return answer.status() == 200
        ? ImageType.of(body).map(type -> new Picture(body, type))
        : Optional.empty();
  }

  private Mono<String> put(Picture picture) {
    String name = picture.name();
    return store
        .put(ObjectKeys.avatar(name), picture.body(), picture.type().contentType())
        .thenReturn(name);
  }

  private record Picture(byte[] body, ImageType type) {

    String name() {
      try {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
        return HexFormat.of().formatHex(digest).substring(0, NAME_LENGTH) + "." + type.extension();
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
