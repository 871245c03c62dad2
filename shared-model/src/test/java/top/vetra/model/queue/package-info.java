@NullMarked
package top.vetra.model.queue;

import org.jspecify.annotations.NullMarked;
