/** Who may ask, and how often. */
@NullMarked
package top.vetra.gateway.admission;

import org.jspecify.annotations.NullMarked;
