/** How many connections the web server bears, and for how long they may be slow. */
@NullMarked
package top.vetra.gateway.connection;

import org.jspecify.annotations.NullMarked;
