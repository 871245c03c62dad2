@NullMarked
package top.vetra.gateway.problem;

import org.jspecify.annotations.NullMarked;
