@NullMarked
package top.vetra.model.event;

import org.jspecify.annotations.NullMarked;
