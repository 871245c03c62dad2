@NullMarked
package top.vetra.fetcher.ts;

import org.jspecify.annotations.NullMarked;
