package dev.jimg.posix;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Between text and the byte strings that names of files are: one character for each byte. */
public final class Bytes {

    /** What Java makes paths' bytes with; not always what it prints text with. */
    private static final Charset PATHS = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

    private Bytes() {}

    /** The UTF-8 bytes of a text. */
    public static String ofText(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** The bytes that Java gives the kernel for this path, made absolute. */
    public static String ofPath(Path path) {
        return new String(path.toAbsolutePath().toString().getBytes(PATHS), StandardCharsets.ISO_8859_1);
    }

    public static String of(byte[] bytes, int length) {
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }

    /** The bytes as text, for messages; what is no UTF-8 becomes U+FFFD. */
    public static String text(String bytes) {
        return new String(array(bytes), StandardCharsets.UTF_8);
    }

    public static byte[] array(String bytes) {
        return bytes.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** As C wants it: ended by a NUL. */
    static byte[] c(String bytes) throws PosixException {
        if (bytes.indexOf('\0') >= 0) {
            throw new PosixException("name", bytes.replace('\0', '?'), Errno.EINVAL);
        }
        byte[] result = new byte[bytes.length() + 1];
        System.arraycopy(array(bytes), 0, result, 0, bytes.length());
        return result;
    }
}
