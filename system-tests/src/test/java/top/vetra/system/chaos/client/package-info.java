/** Clients of the product, good and bad, that write down what they see. */
@NullMarked
package top.vetra.system.chaos.client;

import org.jspecify.annotations.NullMarked;
