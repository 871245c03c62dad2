@NullMarked
package top.vetra.model.audio;

import org.jspecify.annotations.NullMarked;
