@NullMarked
package top.vetra.fetcher.playlist;

import org.jspecify.annotations.NullMarked;
