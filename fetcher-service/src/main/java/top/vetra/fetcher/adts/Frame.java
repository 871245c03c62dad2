package top.vetra.fetcher.adts;

/**
 * An ADTS frame, lying among other bytes.
 *
 * @param data the bytes among which it lies
 * @param offset where it begins
 * @param length of it, with its header
 */
public record Frame(byte[] data, int offset, int length) {}
