/** Programs that run as our children: bounded, without our environment, and gone when we are. */
@NullMarked
package top.vetra.process;

import org.jspecify.annotations.NullMarked;
