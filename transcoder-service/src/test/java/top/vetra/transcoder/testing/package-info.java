/** What the tests of several packages stand on. */
@NullMarked
package top.vetra.transcoder.testing;

import org.jspecify.annotations.NullMarked;
