@NullMarked
package top.vetra.transcoder.ffmpeg;

import org.jspecify.annotations.NullMarked;
