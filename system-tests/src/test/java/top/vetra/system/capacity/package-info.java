@NullMarked
package top.vetra.system.capacity;

import org.jspecify.annotations.NullMarked;
