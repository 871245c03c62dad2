@NullMarked
package top.vetra.transcoder.encode;

import org.jspecify.annotations.NullMarked;
