@NullMarked
package top.vetra.gateway.web;

import org.jspecify.annotations.NullMarked;
