/** Tells a Space that is not there from one that is hidden from us. */
@NullMarked
package top.vetra.resolver.x.canary;

import org.jspecify.annotations.NullMarked;
