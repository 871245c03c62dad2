@NullMarked
package top.vetra.model.problem;

import org.jspecify.annotations.NullMarked;
