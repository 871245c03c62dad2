@NullMarked
package top.vetra.resolver.x.shortlink;

import org.jspecify.annotations.NullMarked;
