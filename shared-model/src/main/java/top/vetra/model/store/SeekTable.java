package top.vetra.model.store;

import java.util.List;

/**
 * Where in a file which moment of the recording is: at each offset begins a piece of whole frames
 * that can be decoded by itself, and the last one is the file's length.
 *
 * @param startSeconds when the first piece begins, a little before the recording: encoders put
 *     something before the first sample
 * @param stepSeconds how long each piece is, but the last
 * @param offsets in bytes from the start of the file
 */
public record SeekTable(double startSeconds, double stepSeconds, List<Long> offsets) {

  public SeekTable {
    offsets = List.copyOf(offsets);
  }
}
