@NullMarked
package top.vetra.pipeline.stage;

import org.jspecify.annotations.NullMarked;
