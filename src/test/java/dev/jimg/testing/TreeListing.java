package dev.jimg.testing;

import java.nio.file.Path;

/** A tree as text, told by find and getfattr, to be compared with another. */
public final class TreeListing {

    private TreeListing() {}

    /**
     * Everything there is to know of a tree but what differs from copy to copy: times of access and change, inodes,
     * links of directories.
     */
    public static String of(Path directory) {
        return listing(directory, "%T@");
    }

    /** The same with times in whole seconds, as layers that docker makes have them. */
    public static String inSeconds(Path directory) {
        return listing(directory, "%Ts");
    }

    /** Every name counted as the only one of its file: overlayfs tears the names apart of a file that it changes. */
    public static String unlinked(String listing) {
        return listing.replaceAll("(?m)^(\\S.* [^d ] \\d+ \\d+ \\d+) \\d+ (-?\\d+ )", "$1 1 $2");
    }

    /** Bytes that are no ASCII are spelled, so that no two names look the same. */
    private static String listing(Path directory, String time) {
        String find = "{ find . -printf '%p %y %m %U %G ' \\( -type d -o -printf '%n ' \\) -printf '" + time + " %l ' "
                + "\\( -type f -printf '%s ' -exec sh -c 'sha256sum < \"$1\"' _ {} \\; -o \\( -type b -o -type c \\) "
                + "-exec stat -c '%t:%T' {} \\; -o -printf '\\n' \\) | LC_ALL=C sort;"
                + "getfattr -R -P -h -d -m '^(user|security\\.cap)' -e hex . 2>/dev/null "
                + "| awk '/^# file: /{ file = substr($0, 9) } /=0x/{ print \"./\" file, $0 }' | LC_ALL=C sort; } | cat -v";
        return Run.of("bash", "-c", find).in(directory).env("LC_ALL", "C").run().out();
    }
}
