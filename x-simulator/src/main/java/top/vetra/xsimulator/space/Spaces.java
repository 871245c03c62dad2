package top.vetra.xsimulator.space;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The Spaces a simulator knows, by each of their names. */
public final class Spaces {

  private final Map<String, SpaceScenario> byName = new LinkedHashMap<>();
  private final Map<String, SpaceScenario> byKey = new LinkedHashMap<>();
  private String origin = "";

  /** Base address of the host that recordings are read from, without a slash at the end. */
  public synchronized String origin() {
    return origin;
  }

  public synchronized void origin(String url) {
    this.origin = url;
  }

  /** Adds a Space, or replaces the one of the same name. */
  public synchronized void add(SpaceScenario space) {
    SpaceScenario same = byKey.get("id " + space.id());
    if (same != null && !same.name().equals(space.name())) {
      throw new IllegalArgumentException(
          "id: " + space.id() + " of " + space.name() + " (expected: not " + same.name() + "'s)");
    }
    byName.put(space.name(), space);
    byKey.put("id " + space.id(), space);
    byKey.put("post " + space.postId(), space);
    byKey.put("media " + space.mediaKey(), space);
    byKey.put("stream " + space.streamKey(), space);
  }

  public synchronized List<SpaceScenario> all() {
    return List.copyOf(byName.values());
  }

  public synchronized @Nullable SpaceScenario byName(String name) {
    return byName.get(name);
  }

  public synchronized @Nullable SpaceScenario byId(@Nullable String id) {
    return byKey.get("id " + id);
  }

  public synchronized @Nullable SpaceScenario byPostId(@Nullable String digits) {
    return byKey.get("post " + digits);
  }

  public synchronized @Nullable SpaceScenario byMediaKey(String key) {
    return byKey.get("media " + key);
  }

  public synchronized @Nullable SpaceScenario byStreamKey(String key) {
    return byKey.get("stream " + key);
  }
}
