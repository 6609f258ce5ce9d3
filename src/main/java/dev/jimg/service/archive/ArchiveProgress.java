package dev.jimg.service.archive;

/**
 * How far one part of an archive is; the latest report of a part replaces all earlier ones.
 *
 * @param item the first 12 hex digits of a layer's ID, or the name of what moves where there are no layers to tell apart
 * @param done bytes
 * @param total bytes, -1 if not known
 */
public record ArchiveProgress(String item, long done, long total) {}
