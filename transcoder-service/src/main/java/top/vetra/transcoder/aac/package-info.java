@NullMarked
package top.vetra.transcoder.aac;

import org.jspecify.annotations.NullMarked;
