@NullMarked
package top.vetra.system.process;

import org.jspecify.annotations.NullMarked;
