package top.vetra.xsimulator.fault;

/** What a fault makes of the honest answer. */
@FunctionalInterface
public interface Change {

  Reply apply(Exchange exchange, Reply honest);
}
