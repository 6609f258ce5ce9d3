package dev.jimg.build;

import dev.jimg.build.BuildException.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Who owns what COPY and ADD bring, as numbers. */
record Owner(long uid, long gid) {

    static final Owner ROOT = new Owner(0, 0);

    private static final int MAX_FILE_BYTES = 4 << 20;
    private static final long MAX_ID = 0xfffffffeL;

    /**
     * Reads {@code user[:group]}, names looked up in the image that is being built. A user alone stands for the group
     * of the same name or number too.
     *
     * @throws BuildException INVALID if a name is unknown
     */
    static Owner parse(String text, FileTree tree) {
        int colon = text.indexOf(':');
        String user = colon < 0 ? text : text.substring(0, colon);
        String group = colon < 0 || colon + 1 == text.length() ? user : text.substring(colon + 1);
        return new Owner(id(user, "uid", "user", "etc/passwd", tree), id(group, "gid", "group", "etc/group", tree));
    }

    private static long id(String name, String what, String kind, String file, FileTree tree) {
        Optional<Long> number = number(name);
        if (number.isPresent()) {
            return number.get();
        }
        Optional<FileContent> content = tree.follow(file).flatMap(FileNode::content);
        if (content.isPresent()) {
            String text = new String(TreeReader.bytes(content.get(), MAX_FILE_BYTES), StandardCharsets.UTF_8);
            for (String line : text.split("\n")) {
                String[] fields = line.split(":");
                if (fields.length > 2 && fields[0].equals(name)) {
                    return number(fields[2]).orElseThrow(() -> unknown(name, what, kind));
                }
            }
        }
        throw unknown(name, what, kind);
    }

    private static Optional<Long> number(String text) {
        try {
            long number = Long.parseLong(text);
            return number >= 0 && number <= MAX_ID ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static BuildException unknown(String name, String what, String kind) {
        return new BuildException(Kind.INVALID, "unable to convert uid/gid chown string to host mapping: can't find "
                + what + " for " + kind + " " + name + ": no such " + kind + ": " + name, "");
    }
}
