@NullMarked
package top.vetra.transcoder.sweep;

import org.jspecify.annotations.NullMarked;
