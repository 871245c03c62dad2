@NullMarked
package top.vetra.fetcher.plan;

import org.jspecify.annotations.NullMarked;
