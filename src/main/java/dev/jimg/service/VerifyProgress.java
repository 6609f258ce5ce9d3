package dev.jimg.service;

/**
 * How far a verification is. The latest report replaces all earlier ones.
 *
 * @param done bytes that were read, and fetched for repairs
 * @param total bytes to read, and, once it is known what is damaged, to fetch
 * @param damaged blobs that were found damaged so far
 */
public record VerifyProgress(long done, long total, int damaged) {}
