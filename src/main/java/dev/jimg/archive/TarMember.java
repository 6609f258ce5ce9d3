package dev.jimg.archive;

/**
 * One entry of an archive's tar, as {@link TarMembers} hands it out.
 *
 * @param name where it lies, relative to the archive and without {@code .} or {@code ..}
 * @param size bytes of its content; only files have any
 * @param target of a link: what it leads to, cleaned like {@code name}; empty otherwise
 */
record TarMember(String name, Kind kind, long size, String target) {

    /** What an archive of images may hold; anything else is passed over. */
    enum Kind { FILE, LINK, DIRECTORY, OTHER }
}
