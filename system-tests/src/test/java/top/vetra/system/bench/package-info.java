@NullMarked
package top.vetra.system.bench;

import org.jspecify.annotations.NullMarked;
