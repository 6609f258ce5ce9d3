package dev.jimg.tui.run;

import dev.jimg.service.files.FileContent;
import dev.jimg.tui.state.FileText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Makes lines of the bytes of a file, or tells what it is. */
final class FileTexts {

    private static final int MOST_COLUMNS = 2000;
    private static final int TAB = 8;
    private static final int CUT_CHARACTER = 4;

    private FileTexts() {}

    static FileText of(FileContent content) {
        byte[] bytes = content.start();
        String type = type(bytes, content.whole());
        List<String> lines = type.equals(FileText.TEXT) ? lines(new String(bytes, StandardCharsets.UTF_8)) : List.of();
        return new FileText(lines, type, content.size(), bytes.length);
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            String shown = untabbed(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
            lines.add(shown.length() > MOST_COLUMNS ? shown.substring(0, MOST_COLUMNS) + "…" : shown);
        }
        if (lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        return lines;
    }

    private static String untabbed(String line) {
        if (line.indexOf('\t') < 0) {
            return line;
        }
        StringBuilder wide = new StringBuilder();
        for (int i = 0; i < line.length() && wide.length() <= MOST_COLUMNS; i++) {
            if (line.charAt(i) == '\t') {
                wide.append(" ".repeat(TAB - wide.length() % TAB));
            } else {
                wide.append(line.charAt(i));
            }
        }
        return wide.toString();
    }

    /** By the first bytes, as file(1) does it; text is what is UTF-8 without a NUL. */
    private static String type(byte[] bytes, boolean whole) {
        if (bytes.length == 0) {
            return "file.empty";
        }
        if (begins(bytes, 0x7f, 'E', 'L', 'F')) {
            return "file.program";
        }
        if (begins(bytes, 0x1f, 0x8b) || begins(bytes, 'P', 'K', 3, 4) || begins(bytes, 0xfd, '7', 'z')
                || begins(bytes, 0x28, 0xb5, 0x2f, 0xfd) || begins(bytes, '!', '<', 'a', 'r')) {
            return "file.archive";
        }
        if (begins(bytes, 0x89, 'P', 'N', 'G') || begins(bytes, 0xff, 0xd8, 0xff) || begins(bytes, 'G', 'I', 'F', '8')) {
            return "file.picture";
        }
        return isText(bytes, whole) ? FileText.TEXT : "file.binary";
    }

    private static boolean begins(byte[] bytes, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xff) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isText(byte[] bytes, boolean whole) {
        for (byte one : bytes) {
            if (one == 0) {
                return false;
            }
        }
        // The last character may have been cut in two.
        for (int less = 0; less < (whole ? 1 : CUT_CHARACTER) && less < bytes.length; less++) {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, bytes.length - less));
                return true;
            } catch (CharacterCodingException e) {
                // With one byte less, perhaps.
            }
        }
        return false;
    }
}
