package dev.jimg.archive;

import dev.jimg.text.SafeText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The names in an archive. Nothing is ever unpacked under them; still a name that leads out of the archive is refused,
 * because whoever wrote it wanted something else than an image.
 */
final class MemberPath {

    private static final int MAX_BYTES = 4096;

    private MemberPath() {}

    /**
     * A name in its plain form: {@code ./a//b/} is {@code a/b}.
     *
     * @param name byte for byte, as it stands in the tar
     * @throws ArchiveException if it is absolute or leads out of the archive
     */
    static String clean(String name) throws ArchiveException {
        return resolve("", name);
    }

    /** What a symbolic link of this name leads to, relative to the archive. */
    static String linkTarget(String link, String target) throws ArchiveException {
        int slash = link.lastIndexOf('/');
        return resolve(slash < 0 ? "" : link.substring(0, slash), target);
    }

    private static String resolve(String base, String bytes) throws ArchiveException {
        if (bytes.length() > MAX_BYTES) {
            throw new ArchiveException("a name in it has " + bytes.length() + " bytes");
        }
        String name = new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        if (name.startsWith("/")) {
            throw leadsOut(name);
        }
        Deque<String> parts = new ArrayDeque<>();
        for (String part : (base.isEmpty() ? name : base + "/" + name).split("/")) {
            if (part.equals("..")) {
                if (parts.pollLast() == null) {
                    throw leadsOut(name);
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return String.join("/", parts);
    }

    private static ArchiveException leadsOut(String name) {
        return new ArchiveException("a name in it leads out of it: " + shown(name));
    }

    /** For a message: harmless and not too long. */
    static String shown(String name) {
        String line = SafeText.line(name);
        return line.length() <= 100 ? line : line.substring(0, 99) + "…";
    }
}
