/** What all services make alike of the environment. */
@NullMarked
package top.vetra.pipeline.settings;

import org.jspecify.annotations.NullMarked;
