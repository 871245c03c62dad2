@NullMarked
package top.vetra.system.page;

import org.jspecify.annotations.NullMarked;
