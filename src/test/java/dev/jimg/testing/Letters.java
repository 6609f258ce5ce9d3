package dev.jimg.testing;

import java.util.Random;

/** Text that can be packed, to less than half; the same for the same length. */
public final class Letters {

    private Letters() {}

    public static String of(int count) {
        Random random = new Random(count);
        StringBuilder text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append((char) ('a' + random.nextInt(8)));
        }
        return text.toString();
    }
}
