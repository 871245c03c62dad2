/** {@code ./vetra} on machines of all kinds, with a Java that only tells how it was called. */
@NullMarked
package top.vetra.system.script;

import org.jspecify.annotations.NullMarked;
