@NullMarked
package top.vetra.pipeline.store;

import org.jspecify.annotations.NullMarked;
