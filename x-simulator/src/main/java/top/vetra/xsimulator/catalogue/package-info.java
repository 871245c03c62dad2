@NullMarked
package top.vetra.xsimulator.catalogue;

import org.jspecify.annotations.NullMarked;
