package top.vetra.model.store;

import java.util.List;

/**
 * How loud a recording is along its length, to be drawn.
 *
 * @param peaks at equal distances, from 0 (silence) to 100 (the loudest); at most 2,000
 */
public record Waveform(List<Integer> peaks) {

  public Waveform {
    peaks = List.copyOf(peaks);
  }
}
