@NullMarked
package top.vetra.resolver.x.post;

import org.jspecify.annotations.NullMarked;
