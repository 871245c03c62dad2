@NullMarked
package top.vetra.fetcher.chunk;

import org.jspecify.annotations.NullMarked;
