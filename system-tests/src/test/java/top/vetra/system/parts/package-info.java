/** What of other people's the product is made of. */
@NullMarked
package top.vetra.system.parts;

import org.jspecify.annotations.NullMarked;
