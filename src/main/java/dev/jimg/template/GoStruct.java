package dev.jimg.template;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A value with named members: Go's struct, or pointer to one.
 *
 * @param type as Go writes it, without the star: {@code image.RootFS}
 * @param pointer whether templates see a pointer to it
 * @param methods whether the members are methods without arguments; such a value's JSON is sorted by name, as docker's
 *     rows are
 * @param members in the order of the type
 */
public record GoStruct(String type, boolean pointer, boolean methods, Map<String, Member> members) {

    /**
     * One member.
     *
     * @param json its name in JSON; empty if it has none there
     * @param omitEmpty whether JSON leaves it out where it is empty
     */
    public record Member(Supplier<Object> value, String json, boolean omitEmpty) {}

    /** What docker's tables are made of: a row whose members are methods that give texts. */
    public static GoStruct row(String type, Map<String, Supplier<Object>> values) {
        Map<String, Member> members = new LinkedHashMap<>();
        values.forEach((name, value) -> members.put(name, new Member(value, name, false)));
        return new GoStruct(type, true, true, members);
    }

    String typeName() {
        return pointer ? "*" + type : type;
    }
}
