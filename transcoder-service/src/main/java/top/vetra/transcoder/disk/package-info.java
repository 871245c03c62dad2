@NullMarked
package top.vetra.transcoder.disk;

import org.jspecify.annotations.NullMarked;
