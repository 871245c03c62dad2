/** How full the disk is that everything is stored on, and work that waits for room on it. */
@NullMarked
package top.vetra.pipeline.disk;

import org.jspecify.annotations.NullMarked;
