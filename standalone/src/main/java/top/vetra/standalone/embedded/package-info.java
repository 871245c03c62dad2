@NullMarked
package top.vetra.standalone.embedded;

import org.jspecify.annotations.NullMarked;
