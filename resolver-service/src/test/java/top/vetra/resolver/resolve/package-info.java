@NullMarked
package top.vetra.resolver.resolve;

import org.jspecify.annotations.NullMarked;
