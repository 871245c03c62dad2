@NullMarked
package top.vetra.resolver.x.call;

import org.jspecify.annotations.NullMarked;
