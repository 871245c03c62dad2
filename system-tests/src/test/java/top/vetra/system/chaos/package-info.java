/** A history check: faults at random moments, clients meanwhile, and then the promises. */
@NullMarked
package top.vetra.system.chaos;

import org.jspecify.annotations.NullMarked;
