/** What clients saw, and the promises that it is held against: pure data and pure functions. */
@NullMarked
package top.vetra.system.chaos.history;

import org.jspecify.annotations.NullMarked;
