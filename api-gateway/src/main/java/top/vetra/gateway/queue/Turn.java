package top.vetra.gateway.queue;

/**
 * When a waiting conversion is let out.
 *
 * @param client in whose turn
 * @param place among all, from 1
 * @param placeOfClient among those of its client, from 1
 */
record Turn(String conversionId, String client, int place, int placeOfClient) {}
