package dev.jimg.rootfs;

import java.util.Comparator;

/** The order of a tree walked from its root: a directory, what is in it, what comes after it; by bytes. */
enum PathOrder implements Comparator<String> {
    WALK;

    @Override
    public int compare(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            if (a.charAt(i) != b.charAt(i)) {
                return Integer.compare(rank(a.charAt(i)), rank(b.charAt(i)));
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    private static int rank(char c) {
        return c == '/' ? -1 : c;
    }
}
