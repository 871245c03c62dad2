@NullMarked
package top.vetra.xsimulator.api;

import org.jspecify.annotations.NullMarked;
