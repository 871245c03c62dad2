@NullMarked
package top.vetra.system.cluster;

import org.jspecify.annotations.NullMarked;
