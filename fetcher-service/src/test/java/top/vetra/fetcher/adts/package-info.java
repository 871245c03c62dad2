@NullMarked
package top.vetra.fetcher.adts;

import org.jspecify.annotations.NullMarked;
