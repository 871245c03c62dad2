@NullMarked
package top.vetra.fetcher.id3;

import org.jspecify.annotations.NullMarked;
