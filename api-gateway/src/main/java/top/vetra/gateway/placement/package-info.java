@NullMarked
package top.vetra.gateway.placement;

import org.jspecify.annotations.NullMarked;
