package top.vetra.gateway.placement;

/**
 * Which conversion serves a job.
 *
 * @param conversionId the conversion
 * @param founded whether it is new
 */
public record Placement(String conversionId, boolean founded) {}
