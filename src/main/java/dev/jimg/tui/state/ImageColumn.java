package dev.jimg.tui.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the image list can show of an image, and be sorted by. */
public enum ImageColumn {
    REPOSITORY, TAG, ID, CREATED, UNIQUE, SIZE, PLATFORM, CONTAINERS, DIGEST, UPDATE;

    /** As the program comes. What costs an engine time, or is seldom asked for, is not among them. */
    public static final List<ImageColumn> USUAL =
            List.of(REPOSITORY, TAG, ID, CREATED, UNIQUE, SIZE, PLATFORM);

    /** As settings and commands write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ImageColumn> of(String word) {
        for (ImageColumn column : values()) {
            if (column.word().equals(word)) {
                return Optional.of(column);
            }
        }
        return Optional.empty();
    }

    public static List<String> words() {
        List<String> words = new ArrayList<>();
        for (ImageColumn column : values()) {
            words.add(column.word());
        }
        return words;
    }
}
