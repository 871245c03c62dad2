@NullMarked
package top.vetra.resolver.x.space;

import org.jspecify.annotations.NullMarked;
