package top.vetra.gateway.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.stereotype.Component;

/**
 * All files of the page, held in memory: they are few and small. What lies below {@code assets/}
 * has one version, made of its content; scripts import each other by relative addresses, so that a
 * page that was loaded under one version stays with it.
 */
@Component
final class PageFiles {

  private static final String ROOT = "/page/";
  private static final String ASSETS = "assets/";

  private static final String PLAYER = "META-INF/resources/webjars/wavesurfer.js/";
  private static final String PLAYER_NAME = ASSETS + "wavesurfer.min.js";

  /** What stands in files outside {@code assets/} for things that are known only here. */
  private static final String VERSION_MARK = "__VERSION__";

  private static final String LIST_MARK = "__ASSETS__";

  private static final int VERSION_LENGTH = 12;

  private final String version;
  private final Map<String, PageFile> files;

  PageFiles() {
    SortedMap<String, byte[]> all = read();
    this.version = version(all);
    this.files =
        all.entrySet().stream()
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> file(entry, all)));
  }

  /** Names the content of all assets together. */
  String version() {
    return version;
  }

  /** A file outside {@code assets/}. */
  Optional<PageFile> find(String path) {
    return path.startsWith(ASSETS) ? Optional.empty() : Optional.ofNullable(files.get(path));
  }

  /** A file below {@code assets/}. */
  Optional<PageFile> asset(String path) {
    return Optional.ofNullable(files.get(ASSETS + path));
  }

  private static SortedMap<String, byte[]> read() {
    var resolver = new PathMatchingResourcePatternResolver();
    SortedMap<String, byte[]> all = new TreeMap<>();
    try {
      for (Resource resource : resolver.getResources("classpath*:page/**/*.*")) {
        String url = resource.getURL().toString();
        all.put(url.substring(url.lastIndexOf(ROOT) + ROOT.length()), bytes(resource));
      }
      for (Resource resource :
          resolver.getResources("classpath*:" + PLAYER + "*/dist/wavesurfer.min.js")) {
        all.put(PLAYER_NAME, bytes(resource));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  private static byte[] bytes(Resource resource) throws IOException {
    return resource.getContentAsByteArray();
  }

  private static String version(SortedMap<String, byte[]> all) {
    MessageDigest digest = sha256();
    all.forEach(
        (path, body) -> {
          if (path.startsWith(ASSETS)) {
            digest.update(path.getBytes(StandardCharsets.UTF_8));
            digest.update(body);
          }
        });
    return HexFormat.of().formatHex(digest.digest()).substring(0, VERSION_LENGTH);
  }

  private PageFile file(Map.Entry<String, byte[]> entry, SortedMap<String, byte[]> all) {
    String path = entry.getKey();
    byte[] body = entry.getValue();
    if (!path.startsWith(ASSETS) && (path.endsWith(".html") || path.endsWith(".js"))) {
      body =
          new String(body, StandardCharsets.UTF_8)
              .replace(VERSION_MARK, version)
              .replace(LIST_MARK, assetList(all))
              .getBytes(StandardCharsets.UTF_8);
    }
    return PageFile.of(body, type(path));
  }

  private static String assetList(SortedMap<String, byte[]> all) {
    return all.keySet().stream()
        .filter(path -> path.startsWith(ASSETS))
        .map(path -> '"' + path.substring(ASSETS.length()) + '"')
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static MediaType type(String path) {
    if (path.endsWith(".webmanifest")) {
      return new MediaType("application", "manifest+json");
    }
    MediaType type = MediaTypeFactory.getMediaType(path).orElse(MediaType.APPLICATION_OCTET_STREAM);
    return type.getType().equals("text") ? new MediaType(type, StandardCharsets.UTF_8) : type;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
