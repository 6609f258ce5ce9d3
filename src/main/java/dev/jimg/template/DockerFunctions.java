package dev.jimg.template;

import dev.jimg.template.Function.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What docker adds to Go's functions. */
final class DockerFunctions {

    static final Map<String, Function> ALL = byName(
            Function.of("json", arguments -> GoJson.write(arguments.get(0)), Type.ANY),
            Function.of("split", arguments -> split(text(arguments, 0), text(arguments, 1)), Type.STRING, Type.STRING),
            Function.of("join", arguments -> join(((GoSlice) arguments.get(0)).items(), text(arguments, 1)),
                    Type.STRINGS, Type.STRING),
            Function.of("title", arguments -> title(text(arguments, 0)), Type.STRING),
            Function.of("lower", arguments -> text(arguments, 0).toLowerCase(Locale.ROOT), Type.STRING),
            Function.of("upper", arguments -> text(arguments, 0).toUpperCase(Locale.ROOT), Type.STRING),
            Function.of("pad", arguments -> pad(text(arguments, 0), number(arguments, 1), number(arguments, 2)),
                    Type.STRING, Type.INT, Type.INT),
            Function.of("truncate", arguments -> truncate(text(arguments, 0), number(arguments, 1)),
                    Type.STRING, Type.INT));

    /** Over a column stands its name, whatever is done with the values below. */
    static final Map<String, Function> OF_HEADINGS = byName(
            Function.of("json", arguments -> arguments.get(0), Type.STRING),
            Function.of("split", arguments -> arguments.get(0), Type.STRING, Type.STRING),
            Function.of("join", arguments -> arguments.get(0), Type.STRING, Type.STRING),
            Function.of("title", arguments -> arguments.get(0), Type.STRING),
            Function.of("lower", arguments -> arguments.get(0), Type.STRING),
            Function.of("upper", arguments -> arguments.get(0), Type.STRING),
            Function.of("truncate", arguments -> arguments.get(0), Type.STRING, Type.INT));

    /** No line is that long; a hundred million blanks for each row would only fill the memory. */
    private static final long MOST_PADDING = 1 << 20;

    private DockerFunctions() {}

    private static Map<String, Function> byName(Function... functions) {
        return Stream.of(functions).collect(Collectors.toUnmodifiableMap(Function::name, function -> function));
    }

    private static String text(List<Object> arguments, int index) {
        return (String) arguments.get(index);
    }

    private static long number(List<Object> arguments, int index) {
        return (Long) arguments.get(index);
    }

    private static String join(List<Object> items, String separator) {
        if ((long) items.size() * separator.length() > Work.MOST_MADE) {
            throw Work.tooMuch();
        }
        return items.stream().map(Object::toString).collect(Collectors.joining(separator));
    }

    private static GoSlice split(String text, String separator) {
        List<Object> parts = new ArrayList<>();
        if (separator.isEmpty()) {
            text.codePoints().forEach(c -> parts.add(Character.toString(c)));
        } else {
            int from = 0;
            for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
                parts.add(text.substring(from, at));
                from = at + separator.length();
            }
            parts.add(text.substring(from));
        }
        return new GoSlice("[]string", parts, false);
    }

    /** Every letter that begins a word, in upper case. */
    private static String title(String text) {
        StringBuilder out = new StringBuilder();
        int before = ' ';
        for (int c : text.codePoints().toArray()) {
            out.appendCodePoint(separates(before) ? Character.toTitleCase(c) : c);
            before = c;
        }
        return out.toString();
    }

    private static boolean separates(int c) {
        if (c < 0x80) {
            return !Character.isLetterOrDigit(c) && c != '_';
        }
        return !Character.isLetter(c) && !Character.isDigit(c) && Character.isWhitespace(c);
    }

    private static String pad(String text, long before, long after) {
        if (before < 0 || after < 0) {
            throw new Function.CallException("strings: negative Repeat count");
        }
        if (before > MOST_PADDING || after > MOST_PADDING) {
            throw new Function.CallException("strings: Repeat output length overflow");
        }
        return text.isEmpty() ? "" : " ".repeat((int) before) + text + " ".repeat((int) after);
    }

    /** Go counts bytes; a character that is cut becomes U+FFFD. */
    private static String truncate(String text, long length) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < length) {
            return text;
        }
        if (length < 0) {
            throw new Function.CallException("runtime error: slice bounds out of range [:" + length + "]");
        }
        return new String(bytes, 0, (int) length, StandardCharsets.UTF_8);
    }
}
