package dev.jimg.cli;

import dev.jimg.oci.Reference;
import dev.jimg.service.ImageSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One line of the image list: an image under one of its names. */
record ImageRow(ImageSummary image, String repository, String tag, String digest) {

    static final String NONE = "<none>";

    /**
     * Adds the rows of one image, as docker makes them: one a tag, with digests one for each digest of the tag's
     * repository; one for a repository that is known by digest only; one for an image without any name.
     *
     * @param digests whether a tag has a row for each of its digests
     * @param own whether digests without a tag have a row each
     */
    static void add(List<ImageRow> rows, ImageSummary image, boolean digests, boolean own) {
        if (!image.digests().isEmpty()) {
            addWithDigests(rows, image, digests, own);
            return;
        }
        for (Reference name : image.tags()) {
            rows.add(new ImageRow(image, name.familiarName(), name.tag().orElse(NONE), NONE));
        }
        if (image.tags().isEmpty()) {
            rows.add(new ImageRow(image, NONE, NONE, NONE));
        }
    }

    private static void addWithDigests(List<ImageRow> rows, ImageSummary image, boolean digests, boolean own) {
        Map<String, List<String>> byRepository = new LinkedHashMap<>();
        for (Reference name : image.digests()) {
            byRepository.computeIfAbsent(name.familiarName(), key -> new ArrayList<>())
                    .add(name.digest().map(Object::toString).orElse(NONE));
        }
        for (Reference name : image.tags()) {
            String repository = name.familiarName();
            List<String> known = byRepository.getOrDefault(repository, List.of());
            for (String digest : digests && !known.isEmpty() ? known : List.of(NONE)) {
                rows.add(new ImageRow(image, repository, name.tag().orElse(NONE), digest));
            }
        }
        image.tags().forEach(name -> byRepository.remove(name.familiarName()));
        byRepository.forEach((repository, known) -> {
            for (String digest : own ? known : List.of("")) {
                rows.add(new ImageRow(image, repository, NONE, digest));
            }
        });
    }
}
