@NullMarked
package top.vetra.system.house;

import org.jspecify.annotations.NullMarked;
