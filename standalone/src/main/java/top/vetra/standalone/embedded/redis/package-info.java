@NullMarked
package top.vetra.standalone.embedded.redis;

import org.jspecify.annotations.NullMarked;
