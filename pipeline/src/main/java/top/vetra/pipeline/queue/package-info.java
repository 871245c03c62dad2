@NullMarked
package top.vetra.pipeline.queue;

import org.jspecify.annotations.NullMarked;
