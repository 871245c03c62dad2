/** Lets out of the line, again and again, what may be worked on. */
@NullMarked
package top.vetra.gateway.dispatch;

import org.jspecify.annotations.NullMarked;
