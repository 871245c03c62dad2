/** X's image host. */
@NullMarked
package top.vetra.xsimulator.picture;

import org.jspecify.annotations.NullMarked;
