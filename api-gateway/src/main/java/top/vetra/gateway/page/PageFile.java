package top.vetra.gateway.page;

import org.springframework.http.MediaType;

/**
 * A file of the page, as it is sent.
 *
 * @param body its bytes
 * @param type what they are
 * @param etag changes with the bytes
 */
record PageFile(byte[] body, MediaType type, String etag) {}
