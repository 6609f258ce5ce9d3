package dev.jimg.tui.state;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the image list can show of an image, and be sorted by. */
public enum ImageColumn {
    REPOSITORY, TAG, ID, CREATED, UNIQUE, SIZE, PLATFORM, CONTAINERS, DIGEST, UPDATE;

    private static final String NAME = "name";

    /** As the program comes. What costs an engine time, or is seldom asked for, is not among them. */
    public static final List<ImageColumn> USUAL =
            List.of(REPOSITORY, TAG, ID, CREATED, UNIQUE, SIZE, PLATFORM);

    /** As settings and commands write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * By its word, in any case, or as the head of the column has it; {@code name} is the repository with its tag. Narrow,
     * the head of {@link #CREATED} is {@code age}.
     */
    public static Optional<ImageColumn> of(String word) {
        String wanted = word.strip().toLowerCase(Locale.ROOT);
        for (ImageColumn column : values()) {
            if (column.word().equals(wanted)) {
                return Optional.of(column);
            }
        }
        return switch (wanted) {
            case NAME -> Optional.of(REPOSITORY);
            case "image id", "image-id" -> Optional.of(ID);
            case "age" -> Optional.of(CREATED);
            default -> Optional.empty();
        };
    }

    /** Whether one of these tells images apart. */
    public static boolean telling(Collection<ImageColumn> columns) {
        return columns.stream().anyMatch(List.of(REPOSITORY, TAG, ID, DIGEST)::contains);
    }

    /** The words of a line, parted by blanks or commas. */
    static List<String> split(String line) {
        String text = line.replaceAll("(?i)\\bimage id\\b", ID.word());
        return Pattern.compile("[\\s,]+").splitAsStream(text).filter(word -> !word.isEmpty()).toList();
    }

    /** What an order may be called. */
    static List<String> sortWords() {
        List<String> words = new ArrayList<>(words());
        words.add(0, NAME);
        return words;
    }

    public static List<String> words() {
        List<String> words = new ArrayList<>();
        for (ImageColumn column : values()) {
            words.add(column.word());
        }
        return words;
    }
}
