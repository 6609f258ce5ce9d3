package dev.jimg.service.files;

/**
 * How far the reading of files is.
 *
 * @param done bytes read
 * @param total bytes to read, roughly where an engine saves; -1 if not known
 */
public record FilesProgress(long done, long total) {}
