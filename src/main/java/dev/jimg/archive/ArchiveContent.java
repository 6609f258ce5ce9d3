package dev.jimg.archive;

import java.util.Map;

/**
 * What was read of an archive.
 *
 * @param files as they came
 * @param packed the layers among them that were packed while they were read, by what they were before: of those there
 *     are no bytes
 */
record ArchiveContent(ArchiveFiles files, Map<ArchivedBlob, ArchivedBlob> packed) {}
