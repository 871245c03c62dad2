@NullMarked
package top.vetra.standalone.get;

import org.jspecify.annotations.NullMarked;
