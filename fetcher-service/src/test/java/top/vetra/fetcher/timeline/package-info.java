@NullMarked
package top.vetra.fetcher.timeline;

import org.jspecify.annotations.NullMarked;
