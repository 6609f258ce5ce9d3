package dev.jimg.service;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Which step of a history made which layer. */
public final class LayerSteps {

    private LayerSteps() {}

    /**
     * For each step the layer that it made, the lowest is 0; empty where it made none.
     *
     * <p>A store knows. An engine tells no more than sizes: there a step of no bytes may have made no layer or an empty
     * one, and where the numbers do not tell, the steps whose words are of metadata are left out first.
     *
     * @param rows the newest first, as {@link ImageService#history} gives them
     * @param layers how many the image has
     */
    public static List<Optional<Integer>> of(List<HistoryRow> rows, int layers) {
        boolean told = rows.stream().anyMatch(row -> row.layer().isPresent());
        int spare = rows.size() - layers;
        int next = 0;
        List<Optional<Integer>> steps = new ArrayList<>();
        for (int i = rows.size() - 1; i >= 0; i--) {
            HistoryRow row = rows.get(i);
            boolean none = told ? row.layer().isEmpty()
                    : row.size() == 0 && spare > 0 && isMetadata(row.createdBy());
            spare -= none ? 1 : 0;
            steps.add(none || next >= layers ? Optional.empty() : Optional.of(next++));
        }
        Collections.reverse(steps);
        return List.copyOf(steps);
    }

    /** What {@code #(nop)} marks in the classic builder and what BuildKit writes plainly, but for the two that copy. */
    private static boolean isMetadata(String createdBy) {
        String words = createdBy.replaceFirst("^/bin/sh -c #\\(nop\\)\\s+", "");
        return !words.startsWith("ADD ") && !words.startsWith("COPY ") && !words.startsWith("RUN ")
                && !words.startsWith("/bin/sh -c ");
    }
}
