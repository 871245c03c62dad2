@NullMarked
package top.vetra.gateway.redis;

import org.jspecify.annotations.NullMarked;
