@NullMarked
package top.vetra.resolver;

import org.jspecify.annotations.NullMarked;
