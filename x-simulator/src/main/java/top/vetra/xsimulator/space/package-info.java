@NullMarked
package top.vetra.xsimulator.space;

import org.jspecify.annotations.NullMarked;
