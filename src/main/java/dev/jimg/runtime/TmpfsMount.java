package dev.jimg.runtime;

/**
 * An empty directory in memory that only the container sees.
 *
 * @param target in the container, absolute
 * @param size the most it may hold, in bytes; 0 for as much as the kernel gives
 */
public record TmpfsMount(String target, long size) {}
