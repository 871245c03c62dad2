/** Which conversions are worked on, and which wait for their turn. */
@NullMarked
package top.vetra.gateway.queue;

import org.jspecify.annotations.NullMarked;
