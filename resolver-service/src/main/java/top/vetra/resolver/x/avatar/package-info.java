/** The pictures of hosts. */
@NullMarked
package top.vetra.resolver.x.avatar;

import org.jspecify.annotations.NullMarked;
