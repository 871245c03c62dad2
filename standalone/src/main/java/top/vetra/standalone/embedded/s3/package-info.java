@NullMarked
package top.vetra.standalone.embedded.s3;

import org.jspecify.annotations.NullMarked;
