@NullMarked
package top.vetra.pipeline.health;

import org.jspecify.annotations.NullMarked;
