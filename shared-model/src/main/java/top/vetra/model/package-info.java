@NullMarked
package top.vetra.model;

import org.jspecify.annotations.NullMarked;
