@NullMarked
package top.vetra.xsimulator;

import org.jspecify.annotations.NullMarked;
