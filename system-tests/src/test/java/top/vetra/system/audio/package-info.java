@NullMarked
package top.vetra.system.audio;

import org.jspecify.annotations.NullMarked;
