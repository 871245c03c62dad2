@NullMarked
package top.vetra.transcoder.waveform;

import org.jspecify.annotations.NullMarked;
