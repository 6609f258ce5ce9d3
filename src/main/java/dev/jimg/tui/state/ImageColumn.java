package dev.jimg.tui.state;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the image list can show of an image, and be sorted by. */
public enum ImageColumn {
    REPOSITORY, TAG, ID, CREATED, UNIQUE, SIZE, PLATFORM, CONTAINERS, DIGEST;

    /** As the program comes. What costs an engine time, or is seldom asked for, is not among them. */
    public static final List<ImageColumn> USUAL =
            List.of(REPOSITORY, TAG, ID, CREATED, UNIQUE, SIZE, PLATFORM);

    /** As settings and commands write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ImageColumn> of(String word) {
        return Arrays.stream(values()).filter(column -> column.word().equals(word)).findFirst();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(ImageColumn::word).toList();
    }
}
