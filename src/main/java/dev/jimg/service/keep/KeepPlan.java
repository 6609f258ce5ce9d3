package dev.jimg.service.keep;

import dev.jimg.oci.MalformedException;
import dev.jimg.oci.Reference;
import dev.jimg.service.ImageSummary;
import dev.jimg.service.RemoveRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a rule says of every image in its repositories.
 *
 * @param rows repository by repository, in each the newest image first
 */
public record KeepPlan(KeepRule rule, List<Row> rows) {

    /** The newest first; of images made at one time, the one whose first name is the higher version. */
    private static final Comparator<Row> NEWEST_FIRST = Comparator.comparing((Row row) -> row.image().created())
            .reversed().thenComparing(row -> row.names().get(0).tag().orElse(""), TagOrder.HIGHEST_FIRST);

    public KeepPlan {
        rows = List.copyOf(rows);
    }

    /**
     * One image in one repository.
     *
     * @param names its tags in this repository
     * @param rank 1 for the newest image of the repository
     * @param pattern what protects it, where that is the verdict
     */
    public record Row(String repository, ImageSummary image, List<Reference> names, int rank, Verdict verdict,
            Optional<String> pattern) {

        public Row {
            names = List.copyOf(names);
        }

        private Row judged(int itsRank, Verdict value, Optional<String> by) {
            return new Row(repository, image, names, itsRank, value, by);
        }
    }

    /**
     * Applies a rule.
     *
     * @param images those that pass the rule's filters
     * @throws MalformedException if a pattern of the rule is none
     */
    public static KeepPlan of(KeepRule rule, List<ImageSummary> images, Instant now) {
        Map<String, List<Row>> repositories = new TreeMap<>();
        for (ImageSummary image : images) {
            Map<String, List<Reference>> names = new HashMap<>();
            image.tags().forEach(tag -> names.computeIfAbsent(tag.familiarName(), name -> new ArrayList<>()).add(tag));
            names.forEach((repository, tags) -> repositories.computeIfAbsent(repository, name -> new ArrayList<>())
                    .add(new Row(repository, image, highestFirst(tags), 0, Verdict.GOES, Optional.empty())));
        }
        List<Row> rows = new ArrayList<>();
        repositories.forEach((repository, all) -> {
            if (rule.takes(repository)) {
                all.sort(NEWEST_FIRST);
                for (int i = 0; i < all.size(); i++) {
                    rows.add(judge(rule, all.get(i), i + 1, now));
                }
            }
        });
        return new KeepPlan(rule, rows);
    }

    public List<Row> going() {
        return rows.stream().filter(row -> !row.verdict().stays()).toList();
    }

    /** The removal that carries this out; without any image where nothing goes. */
    public RemoveRequest removal() {
        return RemoveRequest.of(going().stream().flatMap(row -> row.names().stream()).map(Reference::familiar).toList());
    }

    /** What of it still is as it was: names that stand for other images by now, or images in use, are left out. */
    public KeepPlan amongst(List<ImageSummary> present) {
        Map<Reference, ImageSummary> now = new HashMap<>();
        present.forEach(image -> image.tags().forEach(tag -> now.put(tag, image)));
        List<Row> still = new ArrayList<>();
        for (Row row : rows) {
            List<Reference> names = row.names().stream().filter(name -> now.containsKey(name)
                    && now.get(name).id().equals(row.image().id())).toList();
            if (!names.isEmpty()) {
                ImageSummary image = now.get(names.get(0));
                boolean used = !row.verdict().stays() && image.containers() > 0;
                still.add(new Row(row.repository(), image, names, row.rank(), used ? Verdict.IN_USE : row.verdict(),
                        row.pattern()));
            }
        }
        return new KeepPlan(rule, still);
    }

    private static Row judge(KeepRule rule, Row row, int rank, Instant now) {
        if (row.image().containers() > 0) {
            return row.judged(rank, Verdict.IN_USE, Optional.empty());
        }
        Optional<String> pattern = row.names().stream()
                .flatMap(name -> name.tag().flatMap(rule::protecting).stream()).findFirst();
        if (pattern.isPresent()) {
            return row.judged(rank, Verdict.PROTECTED, pattern);
        }
        if (rank <= rule.newest()) {
            return row.judged(rank, Verdict.NEWEST, Optional.empty());
        }
        boolean young = rule.olderThan().filter(age -> row.image().created().isAfter(now.minus(age))).isPresent();
        return row.judged(rank, young ? Verdict.YOUNG : Verdict.GOES, Optional.empty());
    }

    private static List<Reference> highestFirst(List<Reference> tags) {
        return tags.stream().sorted(Comparator.comparing((Reference name) -> name.tag().orElse(""),
                TagOrder.HIGHEST_FIRST)).toList();
    }
}
