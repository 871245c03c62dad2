@NullMarked
package top.vetra.standalone.embedded.kafka;

import org.jspecify.annotations.NullMarked;
