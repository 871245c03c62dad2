@NullMarked
package top.vetra.model.job;

import org.jspecify.annotations.NullMarked;
