@NullMarked
package top.vetra.gateway.page;

import org.jspecify.annotations.NullMarked;
