package top.vetra.gateway.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Base64;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Which chunks are done. Telling it twice of one chunk counts it once. Immutable. */
public final class ChunkSet {

  static final ChunkSet NONE = new ChunkSet(new BitSet());

  /** A bit for each second of a week: more than any plan has, and 75 KB at most in a record. */
  private static final int MAX_CHUNKS = 604_800;

  private final BitSet chunks;

  private ChunkSet(BitSet chunks) {
    this.chunks = chunks;
  }

  /** Reads {@link #encoded()} back. */
  @JsonCreator
  static ChunkSet of(String encoded) {
    return new ChunkSet(BitSet.valueOf(Base64.getDecoder().decode(encoded)));
  }

  /**
   * The set with this chunk in it.
   *
   * @param chunk from 0; a number beyond all plans is left out
   */
  ChunkSet with(int chunk) {
    if (chunk < 0 || chunk >= MAX_CHUNKS || chunks.get(chunk)) {
      return this;
    }
    BitSet more = (BitSet) chunks.clone();
    more.set(chunk);
    return new ChunkSet(more);
  }

  /** Whether this chunk is in it. */
  boolean has(int chunk) {
    return chunks.get(chunk);
  }

  /** How many there are. */
  int size() {
    return chunks.cardinality();
  }

  /** The set as base64 of its bits, lowest first. */
  @JsonValue
  String encoded() {
    return Base64.getEncoder().encodeToString(chunks.toByteArray());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ChunkSet set && set.chunks.equals(chunks);
  }

  @Override
  public int hashCode() {
    return chunks.hashCode();
  }

  @Override
  public String toString() {
    return chunks.toString();
  }
}
