@NullMarked
package top.vetra.fetcher.media;

import org.jspecify.annotations.NullMarked;
