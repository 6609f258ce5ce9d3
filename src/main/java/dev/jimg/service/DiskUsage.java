package dev.jimg.service;

/**
 * Disk taken by images.
 *
 * @param images how many images
 * @param bytes on this disk, shared layers counted once, with what is in the trash
 * @param reclaimable bytes that a prune of dangling images would free
 * @param partial bytes of unfinished downloads
 * @param free bytes that the file system still has, -1 if not known
 */
public record DiskUsage(int images, long bytes, long reclaimable, long partial, long free) {}
