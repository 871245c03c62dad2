@NullMarked
package top.vetra.gateway;

import org.jspecify.annotations.NullMarked;
