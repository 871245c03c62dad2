package top.vetra.model.link;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a pasted link points at, free of everything that does not matter. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = SpaceLink.Space.class, name = "space"),
  @JsonSubTypes.Type(value = SpaceLink.Post.class, name = "post"),
  @JsonSubTypes.Type(value = SpaceLink.Broadcast.class, name = "broadcast"),
  @JsonSubTypes.Type(value = SpaceLink.Shortened.class, name = "shortened")
})
public sealed interface SpaceLink {

  /** Equal for equal targets: two links with one key lead to the same Space. */
  @JsonIgnore
  String key();

  /**
   * A Space.
   *
   * @param id 13 characters of {@code [0-9A-Za-z]}
   */
  record Space(String id) implements SpaceLink {
    @Override
    public String key() {
      return "space:" + id;
    }
  }

  /**
   * A post that may carry a Space.
   *
   * @param id 1 to 19 decimal digits
   */
  record Post(String id) implements SpaceLink {
    @Override
    public String key() {
      return "post:" + id;
    }
  }

  /**
   * A recorded video broadcast, of which the sound is wanted.
   *
   * @param id 13 characters of {@code [0-9A-Za-z]}
   */
  record Broadcast(String id) implements SpaceLink {
    @Override
    public String key() {
      return "broadcast:" + id;
    }
  }

  /**
   * A {@code t.co} link, which has to be followed to know what it points at.
   *
   * @param code the path after the host, {@code [0-9A-Za-z]{1,32}}
   */
  record Shortened(String code) implements SpaceLink {
    @Override
    public String key() {
      return "t.co:" + code;
    }
  }
}
