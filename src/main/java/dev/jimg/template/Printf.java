package dev.jimg.template;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Go's {@code fmt.Sprintf}. What a verb cannot take is shown in the text, as Go does it: {@code %!d(string=x)}. */
final class Printf {

    private static final int DEFAULT_PRECISION = 6;

    private final String format;
    private final List<Object> arguments;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private int next;

    private boolean minus;
    private boolean plus;
    private boolean sharp;
    private boolean space;
    private boolean zero;
    private int width;
    private int precision;

    private Printf(String format, List<Object> arguments) {
        this.format = format;
        this.arguments = arguments;
    }

    static String format(String format, List<Object> arguments) {
        Printf printf = new Printf(format, arguments);
        printf.run();
        return printf.out.toString();
    }

    private void run() {
        while (at < format.length()) {
            char c = format.charAt(at++);
            if (c == '%') {
                directive();
            } else {
                out.append(c);
            }
        }
        if (next < arguments.size()) {
            out.append("%!(EXTRA ").append(arguments.subList(next, arguments.size()).stream()
                    .map(extra -> extra == null ? "<nil>" : Values.type(extra) + "=" + Fmt.print(extra))
                    .collect(Collectors.joining(", "))).append(')');
        }
    }

    private void directive() {
        flags();
        width = number();
        precision = -1;
        if (at < format.length() && format.charAt(at) == '.') {
            at++;
            precision = Math.max(number(), 0);
        }
        if (at >= format.length()) {
            out.append("%!(NOVERB)");
            return;
        }
        int verb = format.codePointAt(at);
        at += Character.charCount(verb);
        if (verb == '%') {
            out.append('%');
        } else if (next >= arguments.size()) {
            out.append("%!").appendCodePoint(verb).append("(MISSING)");
        } else {
            out.append(padded(verb(verb, arguments.get(next++))));
            if (out.length() > Work.MOST_MADE) {
                throw Work.tooMuch();
            }
        }
    }

    private void flags() {
        minus = plus = sharp = space = zero = false;
        for (; at < format.length() && "-+# 0".indexOf(format.charAt(at)) >= 0; at++) {
            switch (format.charAt(at)) {
                case '-' -> minus = true;
                case '+' -> plus = true;
                case '#' -> sharp = true;
                case ' ' -> space = true;
                default -> zero = true;
            }
        }
    }

    /** @return -1 if there is none */
    private int number() {
        if (at < format.length() && format.charAt(at) == '*') {
            at++;
            return next < arguments.size() && Values.plain(arguments.get(next)) instanceof Long given
                    ? star(given) : -1;
        }
        int from = at;
        while (at < format.length() && Character.isDigit(format.charAt(at))) {
            at++;
        }
        return at == from ? -1 : Integer.parseInt(format.substring(from, Math.min(at, from + 6)));
    }

    private int star(long given) {
        next++;
        if (given < 0) {
            minus = true;
        }
        return (int) Math.min(Math.abs(given), 1_000_000);
    }

    private String padded(String text) {
        int missing = width - text.codePointCount(0, text.length());
        if (missing <= 0) {
            return text;
        }
        if (minus) {
            return text + " ".repeat(missing);
        }
        boolean signed = zero && !text.isEmpty() && "+-".indexOf(text.charAt(0)) >= 0;
        return zero ? (signed ? text.substring(0, 1) : "") + "0".repeat(missing) + text.substring(signed ? 1 : 0)
                : " ".repeat(missing) + text;
    }

    private String verb(int verb, Object value) {
        if (verb == 'T') {
            return value == null ? "<nil>" : Values.type(value);
        }
        if (verb == 'v') {
            return value instanceof String text && sharp ? Quoting.quote(text)
                    : sharp && value == null ? "<nil>" : signed(value, Fmt.print(value, plus));
        }
        Object plain = Values.plain(value);
        if (plain instanceof GoSlice slice) {
            return slice.items().stream().map(item -> verb(verb, item)).collect(Collectors.joining(" ", "[", "]"));
        }
        if (plain instanceof GoMap map) {
            return map.entries().entrySet().stream()
                    .map(entry -> verb(verb, entry.getKey()) + ":" + verb(verb, entry.getValue()))
                    .collect(Collectors.joining(" ", "map[", "]"));
        }
        String text = null;
        if (plain instanceof GoTime time) {
            text = ofText(verb, time.toString());
        } else if (plain instanceof String string) {
            text = ofText(verb, string);
        } else if (plain instanceof Long number) {
            text = ofWhole(verb, number);
        } else if (plain instanceof Double number) {
            text = ofFraction(verb, number);
        } else if (plain instanceof Boolean && verb == 't') {
            text = plain.toString();
        }
        return text != null ? text : bad(verb, value);
    }

    private static String bad(int verb, Object value) {
        String what = value == null || value instanceof GoNil ? "<nil>" : Values.type(value) + "=" + Fmt.print(value);
        return "%!" + Character.toString(verb) + "(" + what + ")";
    }

    private String signed(Object value, String text) {
        boolean number = Values.plain(value) instanceof Long || Values.plain(value) instanceof Double;
        return number && plus && !text.startsWith("-") ? "+" + text : text;
    }

    private String ofText(int verb, String whole) {
        String text = precision < 0 || precision >= whole.codePointCount(0, whole.length()) ? whole
                : whole.substring(0, whole.offsetByCodePoints(0, precision));
        return switch (verb) {
            case 's' -> text;
            case 'q' -> sharp && text.indexOf('`') < 0 ? "`" + text + "`" : Quoting.quote(text, '"', plus);
            case 'x' -> HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
            case 'X' -> HexFormat.of().withUpperCase().formatHex(text.getBytes(StandardCharsets.UTF_8));
            default -> null;
        };
    }

    private String ofWhole(int verb, long number) {
        String sign = number < 0 ? "-" : plus ? "+" : space ? " " : "";
        String digits = switch (verb) {
            case 'd' -> Long.toString(number);
            case 'b' -> (sharp ? "0b" : "") + Long.toString(number, 2);
            case 'o' -> (sharp ? "0" : "") + Long.toString(number, 8);
            case 'O' -> "0o" + Long.toString(number, 8);
            case 'x' -> (sharp ? "0x" : "") + Long.toString(number, 16);
            case 'X' -> (sharp ? "0X" : "") + Long.toString(number, 16).toUpperCase(Locale.ROOT);
            case 'c', 'q', 'U' -> "";
            default -> null;
        };
        if (digits == null) {
            return null;
        }
        if (!digits.isEmpty()) {
            return sign + digits.replace("-", "");
        }
        int c = Character.isValidCodePoint((int) number) ? (int) number : 0xfffd;
        return verb == 'c' ? Character.toString(c)
                : verb == 'q' ? Quoting.quote(Character.toString(c), '\'', plus)
                : sharp ? Unicode.name(c) : String.format(Locale.ROOT, "U+%04X", number);
    }

    private String ofFraction(int verb, double number) {
        if (!Double.isFinite(number)) {
            return "eEfFgG".indexOf(verb) < 0 ? null : Fmt.shortest(number);
        }
        int digits = precision < 0 ? DEFAULT_PRECISION : precision;
        String text = switch (verb) {
            case 'f', 'F' -> new BigDecimal(number).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
            case 'e' -> String.format(Locale.ROOT, "%." + digits + "e", number);
            case 'E' -> String.format(Locale.ROOT, "%." + digits + "E", number);
            case 'g', 'G' -> Fmt.shortest(precision < 0 ? number
                    : new BigDecimal(number).round(new MathContext(Math.max(digits, 1))).doubleValue());
            default -> null;
        };
        return text == null ? null : (number < 0 ? "" : plus ? "+" : space ? " " : "") + text;
    }
}
