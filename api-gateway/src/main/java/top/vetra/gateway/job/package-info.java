@NullMarked
package top.vetra.gateway.job;

import org.jspecify.annotations.NullMarked;
