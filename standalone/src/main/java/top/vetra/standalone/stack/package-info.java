@NullMarked
package top.vetra.standalone.stack;

import org.jspecify.annotations.NullMarked;
