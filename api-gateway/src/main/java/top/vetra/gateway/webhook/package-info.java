@NullMarked
package top.vetra.gateway.webhook;

import org.jspecify.annotations.NullMarked;
