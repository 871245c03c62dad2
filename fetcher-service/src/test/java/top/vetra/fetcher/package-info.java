@NullMarked
package top.vetra.fetcher;

import org.jspecify.annotations.NullMarked;
