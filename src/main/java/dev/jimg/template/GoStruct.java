package dev.jimg.template;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A value with named members: Go's struct, or pointer to one.
 *
 * @param type as Go writes it, without the star: {@code image.RootFS}
 * @param pointer whether templates see a pointer to it
 * @param methods whether the members are methods; such a value's JSON is sorted by name, as docker's rows are
 * @param members in the order of the type
 */
public record GoStruct(String type, boolean pointer, boolean methods, Map<String, Member> members) {

    /**
     * One member.
     *
     * @param json its name in JSON; empty if it has none there
     * @param omitEmpty whether JSON leaves it out where it is empty
     * @param embedded whether it is a struct whose members count as those of the outer one
     * @param asked what it answers to a text; null where it takes none
     */
    public record Member(Supplier<Object> value, String json, boolean omitEmpty, boolean embedded,
            UnaryOperator<String> asked) {

        public static Member of(Object value, String json, boolean omitEmpty) {
            return new Member(() -> value, json, omitEmpty, false, null);
        }

        public static Member embedded(GoStruct struct) {
            return new Member(() -> struct, "", false, true, null);
        }

        /** A method that is called with a text. It has no place in JSON. */
        public static Member asking(UnaryOperator<String> method) {
            return new Member(() -> null, "", false, false, method);
        }
    }

    /** What docker's tables are made of: a row whose members are methods that give texts. */
    public static GoStruct row(String type, Map<String, Supplier<Object>> values) {
        Map<String, Member> members = new LinkedHashMap<>();
        values.forEach((name, value) -> members.put(name, new Member(value, name, false, false, null)));
        return new GoStruct(type, true, true, members);
    }

    /** The member of that name, also of an embedded struct; null if there is none. */
    Member find(String name) {
        Member own = members.get(name);
        if (own != null) {
            return own;
        }
        for (Member member : members.values()) {
            Member inner = member.embedded() ? ((GoStruct) member.value().get()).find(name) : null;
            if (inner != null) {
                return inner;
            }
        }
        return null;
    }

    String typeName() {
        return pointer ? "*" + type : type;
    }
}
