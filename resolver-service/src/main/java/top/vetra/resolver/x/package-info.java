@NullMarked
package top.vetra.resolver.x;

import org.jspecify.annotations.NullMarked;
