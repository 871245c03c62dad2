@NullMarked
package top.vetra.transcoder.assemble;

import org.jspecify.annotations.NullMarked;
