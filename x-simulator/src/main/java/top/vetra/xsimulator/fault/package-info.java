@NullMarked
package top.vetra.xsimulator.fault;

import org.jspecify.annotations.NullMarked;
