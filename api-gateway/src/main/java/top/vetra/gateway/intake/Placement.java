package top.vetra.gateway.intake;

/**
 * Which conversion serves a new job.
 *
 * @param conversionId the conversion
 * @param founded whether it is new, and has to be begun
 */
record Placement(String conversionId, boolean founded) {}
