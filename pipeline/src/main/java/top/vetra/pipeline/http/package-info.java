/** What all services understand alike of HTTP. */
@NullMarked
package top.vetra.pipeline.http;

import org.jspecify.annotations.NullMarked;
