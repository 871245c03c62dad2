@NullMarked
package top.vetra.resolver.x.stream;

import org.jspecify.annotations.NullMarked;
