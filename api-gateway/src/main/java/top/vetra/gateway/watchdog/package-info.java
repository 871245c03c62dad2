@NullMarked
package top.vetra.gateway.watchdog;

import org.jspecify.annotations.NullMarked;
