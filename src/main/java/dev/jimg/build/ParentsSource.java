package dev.jimg.build;

import java.util.Optional;

/**
 * A source of {@code COPY --parents}: what fits a pattern, with the directories it is in (Dockerfile reference,
 * «COPY --parents»). {@code /./} in it divides what is gone into from what is kept.
 */
record ParentsSource(String base, String pattern) {

    private static final String PIVOT = "/./";

    static ParentsSource parse(String text) {
        int pivot = text.indexOf(PIVOT);
        return pivot < 0 ? new ParentsSource("", SlashPath.inside(text)) : new ParentsSource(
                SlashPath.inside(text.substring(0, pivot)), SlashPath.inside(text.substring(pivot + PIVOT.length())));
    }

    /** Whether it means more than the one path it spells. */
    boolean isPattern() {
        return PathPattern.isPattern(pattern);
    }

    /** A directory with just that in it; empty if nothing fits. Links in it are not followed. */
    Optional<FileNode> select(FileNode directory) {
        if (pattern.isEmpty()) {
            return Optional.of(directory);
        }
        return select(directory, "", PathPattern.ignore(pattern));
    }

    private static Optional<FileNode> select(FileNode directory, String path, PathPattern pattern) {
        FileNode selected = FileNode.directory(directory.facts());
        directory.children().forEach((name, child) -> {
            String inside = SlashPath.join(path, name);
            if (pattern.matches(inside)) {
                selected.children().put(name, child);
            } else if (child.isDirectory()) {
                select(child, inside, pattern).ifPresent(below -> selected.children().put(name, below));
            }
        });
        return selected.children().isEmpty() ? Optional.empty() : Optional.of(selected);
    }
}
