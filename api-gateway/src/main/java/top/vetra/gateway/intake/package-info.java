@NullMarked
package top.vetra.gateway.intake;

import org.jspecify.annotations.NullMarked;
