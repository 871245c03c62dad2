@NullMarked
package top.vetra.system.job;

import org.jspecify.annotations.NullMarked;
