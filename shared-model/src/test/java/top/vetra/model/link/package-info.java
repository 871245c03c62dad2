@NullMarked
package top.vetra.model.link;

import org.jspecify.annotations.NullMarked;
