@NullMarked
package top.vetra.transcoder.mp3;

import org.jspecify.annotations.NullMarked;
