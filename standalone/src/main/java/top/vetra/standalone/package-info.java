@NullMarked
package top.vetra.standalone;

import org.jspecify.annotations.NullMarked;
