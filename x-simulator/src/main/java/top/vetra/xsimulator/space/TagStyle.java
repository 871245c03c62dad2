package top.vetra.xsimulator.space;

/**
 * What lies between the audio frames.
 *
 * @param hydra the tags with speakers and levels
 * @param synchsafe whether frame sizes inside those tags are synchsafe, as ID3v2.4 asks
 * @param strayBytes bytes of no meaning before the first tag and before each later one
 * @param falseSyncs whether stray bytes look like the beginning of an ADTS header
 * @param extraTagEvery an additional ID3 tag before every so many frames; 0 is none
 */
public record TagStyle(
    Hydra hydra, boolean synchsafe, int strayBytes, boolean falseSyncs, int extraTagEvery) {

  /** Whether there are speaker tags, and whether they can be read. */
  public enum Hydra {
    PRESENT,
    ABSENT,
    MALFORMED
  }

  /** As in most published samples. */
  public static final TagStyle USUAL = new TagStyle(Hydra.PRESENT, true, 0, false, 0);

  public TagStyle hydra(Hydra other) {
    return new TagStyle(other, synchsafe, strayBytes, falseSyncs, extraTagEvery);
  }

  public TagStyle plainSizes() {
    return new TagStyle(hydra, false, strayBytes, falseSyncs, extraTagEvery);
  }

  public TagStyle stray(int bytes, boolean withFalseSyncs) {
    return new TagStyle(hydra, synchsafe, bytes, withFalseSyncs, extraTagEvery);
  }

  public TagStyle extraTagEvery(int frames) {
    return new TagStyle(hydra, synchsafe, strayBytes, falseSyncs, frames);
  }
}
