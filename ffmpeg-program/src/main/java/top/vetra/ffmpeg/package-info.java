@NullMarked
package top.vetra.ffmpeg;

import org.jspecify.annotations.NullMarked;
