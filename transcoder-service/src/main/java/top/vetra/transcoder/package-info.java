@NullMarked
package top.vetra.transcoder;

import org.jspecify.annotations.NullMarked;
