@NullMarked
package top.vetra.xsimulator.audio;

import org.jspecify.annotations.NullMarked;
