/** What is done to the parts of a running product, and when. */
@NullMarked
package top.vetra.system.chaos.fault;

import org.jspecify.annotations.NullMarked;
