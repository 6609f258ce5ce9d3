package dev.jimg.template;

import dev.jimg.template.Function.CallException;
import dev.jimg.template.Function.Type;
import dev.jimg.template.Values.Kind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The functions that Go's templates have by themselves. */
final class Builtins {

    static final Map<String, Function> ALL = Stream.of(
            // These two never get here: they do not compute what they do not need.
            Function.variadic("and", arguments -> null, Type.VALUE, Type.VALUE),
            Function.variadic("or", arguments -> null, Type.VALUE, Type.VALUE),
            // There are no functions among the values, so that it can only fail.
            Function.variadic("call", arguments -> {
                throw new CallException("call of nil");
            }, Type.VALUE, Type.VALUE),
            Function.of("not", arguments -> !Values.truth(arguments.get(0)), Type.VALUE),
            Function.of("len", arguments -> length(arguments.get(0)), Type.VALUE),
            Function.variadic("index", Builtins::index, Type.VALUE, Type.VALUE),
            Function.variadic("slice", Builtins::slice, Type.VALUE, Type.VALUE),
            Function.variadic("print", Fmt::sprint, Type.ANY),
            Function.variadic("println", Fmt::sprintln, Type.ANY),
            Function.variadic("printf", arguments -> Printf.format((String) arguments.get(0),
                    arguments.subList(1, arguments.size())), Type.STRING, Type.ANY),
            Function.variadic("html", arguments -> html(joined(arguments)), Type.ANY),
            Function.variadic("js", arguments -> js(joined(arguments)), Type.ANY),
            Function.variadic("urlquery", arguments -> URLEncoder.encode(joined(arguments), StandardCharsets.UTF_8),
                    Type.ANY),
            Function.variadic("eq", Comparison::anyEqual, Type.VALUE, Type.VALUE),
            Function.of("ne", a -> !Comparison.anyEqual(a), Type.VALUE, Type.VALUE),
            Function.of("lt", a -> Comparison.less(a.get(0), a.get(1)), Type.VALUE, Type.VALUE),
            Function.of("le", a -> Comparison.lessOrEqual(a.get(0), a.get(1)), Type.VALUE, Type.VALUE),
            Function.of("gt", a -> !Comparison.lessOrEqual(a.get(0), a.get(1)), Type.VALUE, Type.VALUE),
            Function.of("ge", a -> !Comparison.less(a.get(0), a.get(1)), Type.VALUE, Type.VALUE))
            .collect(Collectors.toUnmodifiableMap(Function::name, function -> function));

    private Builtins() {}

    private static Object length(Object value) {
        Object plain = Values.plain(value);
        return switch (Values.kind(value)) {
            case STRING -> (long) bytes(plain).length;
            case SLICE -> (long) ((GoSlice) plain).items().size();
            case MAP -> (long) ((GoMap) plain).entries().size();
            case POINTER, INTERFACE -> throw new CallException("len of nil pointer");
            case INVALID -> throw new CallException("reflect: call of reflect.Value.Type on zero Value");
            default -> throw new CallException("len of type " + Values.type(value));
        };
    }

    private static Object index(List<Object> arguments) {
        Object item = arguments.get(0);
        if (item == null) {
            throw new CallException("index of untyped nil");
        }
        for (Object index : arguments.subList(1, arguments.size())) {
            item = switch (Values.kind(item)) {
                case POINTER, INTERFACE -> throw new CallException("index of nil pointer");
                case SLICE -> {
                    List<Object> items = ((GoSlice) item).items();
                    yield items.get(position(index, items.size(), "slice index out of range"));
                }
                case STRING -> {
                    byte[] bytes = bytes(Values.plain(item));
                    yield new GoScalar("uint8",
                            (long) (bytes[position(index, bytes.length, "string index out of range")] & 0xff));
                }
                case MAP -> ofMap((GoMap) item, index);
                // Go has taken the pointer off by then.
                default -> throw new CallException("can't index item of type "
                        + (item instanceof GoStruct struct ? struct.type() : Values.type(item)));
            };
        }
        return Values.unwrapped(item);
    }

    private static Object ofMap(GoMap map, Object key) {
        if (key == null) {
            throw new CallException("value is nil; should be of type string");
        }
        if (Values.kind(key) != Kind.STRING) {
            throw new CallException("value has type " + Values.type(key) + "; should be string");
        }
        Object found = map.entries().get((String) Values.plain(key));
        return found == null ? map.zero() : found;
    }

    private static int position(Object index, int size, String atTheEnd) {
        long at = number(index);
        if (at < 0 || at > size) {
            throw new CallException("index out of range: " + at);
        }
        if (at == size) {
            throw new CallException("reflect: " + atTheEnd);
        }
        return (int) at;
    }

    private static long number(Object index) {
        if (index == null) {
            throw new CallException("cannot index slice/array with nil");
        }
        if (Values.kind(index) != Kind.INT) {
            throw new CallException("cannot index slice/array with type " + Values.type(index));
        }
        return (Long) Values.plain(index);
    }

    private static Object slice(List<Object> arguments) {
        Object item = arguments.get(0);
        if (item == null) {
            throw new CallException("slice of untyped nil");
        }
        int count = arguments.size() - 1;
        if (count > 3) {
            throw new CallException("too many slice indexes: " + count);
        }
        boolean text = Values.kind(item) == Kind.STRING;
        if (text && count == 3) {
            throw new CallException("cannot 3-index slice a string");
        }
        if (!text && Values.kind(item) != Kind.SLICE) {
            throw new CallException("can't slice item of type " + Values.type(item));
        }
        int size = text ? bytes(Values.plain(item)).length : ((GoSlice) item).items().size();
        long from = count > 0 ? bound(arguments.get(1), size) : 0;
        long to = count > 1 ? bound(arguments.get(2), size) : size;
        if (from > to) {
            throw new CallException("invalid slice index: " + from + " > " + to);
        }
        if (text) {
            return new String(bytes(Values.plain(item)), (int) from, (int) (to - from), StandardCharsets.UTF_8);
        }
        GoSlice whole = (GoSlice) item;
        return new GoSlice(whole.type(), whole.items().subList((int) from, (int) to), false);
    }

    private static long bound(Object index, int size) {
        long at = number(index);
        if (at < 0 || at > size) {
            throw new CallException("index out of range: " + at);
        }
        return at;
    }

    private static byte[] bytes(Object text) {
        return ((String) text).getBytes(StandardCharsets.UTF_8);
    }

    private static String joined(List<Object> arguments) {
        return arguments.size() == 1 && arguments.get(0) instanceof String text ? text : Fmt.sprint(arguments);
    }

    private static String html(String text) {
        return text.replace("&", "&amp;").replace("\0", "\uFFFD").replace("\"", "&#34;").replace("'", "&#39;")
                .replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String js(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\\', '\'', '"' -> out.append('\\').append((char) c);
                case '<', '>', '&', '=' -> out.append(String.format("\\u%04X", c));
                default -> {
                    if (c < ' ' || c >= 0x7f && !Quoting.isPrintable(c)) {
                        out.append(String.format("\\u%04X", c));
                    } else {
                        out.appendCodePoint(c);
                    }
                }
            }
        });
        return out.toString();
    }
}
