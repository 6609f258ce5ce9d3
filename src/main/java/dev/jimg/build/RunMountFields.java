package dev.jimg.build;

import dev.jimg.build.BuildException.Kind;
import dev.jimg.build.RunMount.Sharing;
import dev.jimg.build.RunMount.Type;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Reads {@code type=cache,target=/root/.cache}. Used once. */
final class RunMountFields {

    private static final long MAX_ID = 0xffffffffL;
    private static final String SIZE_UNITS = "kmgtp";

    private Type type = Type.BIND;
    private Optional<String> from = Optional.empty();
    private String source = "";
    private String target = "";
    private String id = "";
    private Optional<Sharing> sharing = Optional.empty();
    private Optional<Boolean> readOnly = Optional.empty();
    private boolean required;
    private long size;
    private Optional<String> env = Optional.empty();
    private Optional<Integer> mode = Optional.empty();
    private Optional<Long> uid = Optional.empty();
    private Optional<Long> gid = Optional.empty();

    RunMountFields(String text, UnaryOperator<String> word) {
        for (String field : text.split(",")) {
            int equals = field.indexOf('=');
            String key = (equals < 0 ? field : field.substring(0, equals)).toLowerCase(Locale.ROOT);
            if (equals < 0) {
                turnOn(key, field);
            } else {
                set(key, key.equals("from") ? field.substring(equals + 1) : word.apply(field.substring(equals + 1)),
                        field);
            }
        }
    }

    RunMount mount() {
        boolean ownsFiles = type == Type.CACHE || type == Type.SECRET || type == Type.SSH;
        refuse(!ownsFiles && mode.isPresent(), "mode not allowed for \"" + name() + "\" type mounts");
        refuse(!ownsFiles && uid.isPresent(), "uid not allowed for \"" + name() + "\" type mounts");
        refuse(!ownsFiles && gid.isPresent(), "gid not allowed for \"" + name() + "\" type mounts");
        refuse(sharing.isPresent() && type != Type.CACHE, type == Type.SECRET
                ? "secret mount should not define sharing" : "invalid cache sharing set for " + name() + " mount");
        if (type == Type.SECRET) {
            refuse(from.isPresent(), "secret mount should not have a from");
            refuse(source.isEmpty() && target.isEmpty() && id.isEmpty(),
                    "invalid secret mount. one of source, target required");
            refuse(!source.isEmpty() && !id.isEmpty(), "both source and id can't be set");
        }
        refuse(type == Type.SSH && !source.isEmpty(), "ssh does not support source");
        return new RunMount(type, from, source, target, id, sharing.orElse(Sharing.SHARED),
                readOnly.orElse(type != Type.CACHE && type != Type.TMPFS), required, size, env, mode, uid, gid);
    }

    private void turnOn(String key, String field) {
        switch (key) {
            case "readonly", "ro" -> readOnly = Optional.of(true);
            case "readwrite", "rw" -> readOnly = Optional.of(false);
            case "required" -> set(key, "true", field);
            default -> throw invalid("invalid field '" + field + "' must be a key=value pair");
        }
    }

    private void set(String key, String value, String field) {
        switch (key) {
            case "type" -> type = type(value);
            case "from" -> from = Optional.of(value).filter(name -> !name.isEmpty());
            case "source", "src" -> source = value;
            case "target", "dst", "destination" -> target = value;
            case "readonly", "ro" -> readOnly = Optional.of(isTrue(key, value));
            case "readwrite", "rw" -> readOnly = Optional.of(!isTrue(key, value));
            case "required" -> {
                refuse(type != Type.SECRET && type != Type.SSH,
                        "unexpected key 'required' for mount type '" + name() + "'");
                required = isTrue(key, value);
            }
            case "size" -> {
                refuse(type != Type.TMPFS, "unexpected key 'size' for mount type '" + name() + "'");
                size = size(value);
            }
            case "id" -> id = value;
            case "sharing" -> sharing = Optional.of(sharing(value));
            case "mode" -> mode = Optional.of((int) number(key, value, 8, 07777));
            case "uid" -> uid = Optional.of(number(key, value, 10, MAX_ID));
            case "gid" -> gid = Optional.of(number(key, value, 10, MAX_ID));
            case "env" -> env = Optional.of(value);
            default -> throw invalid("unexpected key '" + key + "' in '" + field + "'");
        }
    }

    private String name() {
        return type.name().toLowerCase(Locale.ROOT);
    }

    private static Type type(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "bind" -> Type.BIND;
            case "cache" -> Type.CACHE;
            case "tmpfs" -> Type.TMPFS;
            case "secret" -> Type.SECRET;
            case "ssh" -> Type.SSH;
            default -> throw invalid("unsupported mount type \"" + value + "\"");
        };
    }

    private static Sharing sharing(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "shared" -> Sharing.SHARED;
            case "private" -> Sharing.PRIVATE;
            case "locked" -> Sharing.LOCKED;
            default -> throw invalid("unsupported sharing value \"" + value + "\"");
        };
    }

    private static boolean isTrue(String key, String value) {
        return switch (value) {
            case "1", "t", "T", "true", "TRUE", "True" -> true;
            case "0", "f", "F", "false", "FALSE", "False" -> false;
            default -> throw invalid("invalid value for " + key + ": " + value);
        };
    }

    private static long number(String key, String value, int radix, long most) {
        try {
            long number = Long.parseLong(value, radix);
            if (number >= 0 && number <= most && !value.startsWith("+")) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw invalid("invalid value " + value + " for " + key);
    }

    /** {@code 64m}: units of 1024, as docker counts memory. */
    private static long size(String value) {
        String text = value.toLowerCase(Locale.ROOT).replaceFirst("i?b$", "").strip();
        int unit = text.isEmpty() ? -1 : SIZE_UNITS.indexOf(text.charAt(text.length() - 1));
        try {
            double number = Double.parseDouble(unit < 0 ? text : text.substring(0, text.length() - 1));
            if (number >= 0) {
                return (long) (number * Math.pow(1024, unit + 1));
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw invalid("invalid value for size: " + value);
    }

    private static void refuse(boolean wrong, String why) {
        if (wrong) {
            throw invalid(why);
        }
    }

    private static BuildException invalid(String why) {
        return new BuildException(Kind.INVALID, why, "");
    }
}
