/** The key that all gateways of an instance share. */
@NullMarked
package top.vetra.gateway.instance;

import org.jspecify.annotations.NullMarked;
