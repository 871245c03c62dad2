@NullMarked
package top.vetra.model.store;

import org.jspecify.annotations.NullMarked;
