package dev.jimg.store;

/**
 * Disk taken by a store.
 *
 * @param blobs bytes of all blobs
 * @param partial bytes of unfinished downloads
 * @param free bytes that the file system still has for this user, -1 if not known
 */
public record StoreUsage(long blobs, long partial, long free) {}
