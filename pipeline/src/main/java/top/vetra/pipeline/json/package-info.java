/** How records are read that another version of the product may have written. */
@NullMarked
package top.vetra.pipeline.json;

import org.jspecify.annotations.NullMarked;
