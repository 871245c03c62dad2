@NullMarked
package top.vetra.xsimulator.hls;

import org.jspecify.annotations.NullMarked;
