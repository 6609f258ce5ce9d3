package dev.jimg.testing;

/** Names that every hash which multiplies by 31 takes for one: {@code Aa} and {@code BB} are the same to it. */
public final class SameHash {

    private static final int BITS = 20;

    private SameHash() {}

    /** @param number up to a million; each gives another name */
    public static String name(int number) {
        StringBuilder name = new StringBuilder(2 * BITS);
        for (int bit = 0; bit < BITS; bit++) {
            name.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return name.toString();
    }
}
