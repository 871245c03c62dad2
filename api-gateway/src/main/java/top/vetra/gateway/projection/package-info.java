@NullMarked
package top.vetra.gateway.projection;

import org.jspecify.annotations.NullMarked;
