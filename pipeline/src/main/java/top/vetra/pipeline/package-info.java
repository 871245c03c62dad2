@NullMarked
package top.vetra.pipeline;

import org.jspecify.annotations.NullMarked;
