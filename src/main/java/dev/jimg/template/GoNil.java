package dev.jimg.template;

/**
 * A nil that has a type, unlike Java's {@code null} here, which is no value at all.
 *
 * @param type as Go writes it: {@code *image.Config}, {@code interface {}}
 */
public record GoNil(String type) {

    /** The {@code null} of a JSON document that is read without a type. */
    public static final GoNil INTERFACE = new GoNil("interface {}");

    boolean isInterface() {
        return this.equals(INTERFACE);
    }
}
