package dev.jimg.build;

/**
 * One thing to copy, found.
 *
 * @param path as it lies in its tree; of a URL or here-document the file's name
 * @param node what is copied; a link at the end of the path is followed
 * @param unpack whether it is an archive whose files are meant
 */
record CopySource(String path, FileNode node, boolean unpack) {

    String name() {
        return SlashPath.name(path);
    }
}
