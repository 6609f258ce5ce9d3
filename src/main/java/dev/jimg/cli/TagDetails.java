package dev.jimg.cli;

import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageService;
import dev.jimg.service.RemoteImage;
import dev.jimg.text.HumanSize;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * What tags of a registry stand for. Each costs a few requests, so that they are only made when asked for, and a few at
 * a time: registries count them.
 */
final class TagDetails {

    private static final int AT_ONCE = 4;
    private static final String UNKNOWN = "N/A";

    private final Invocation invocation;
    private final Reference repository;

    TagDetails(Invocation invocation, Reference repository) {
        this.invocation = invocation;
        this.repository = repository;
    }

    /** @param image empty where the tag could not be read */
    private record Row(String tag, Optional<RemoteImage> image) {}

    void print(List<String> tags) {
        List<Row> rows = rows(tags);
        Instant now = invocation.console().now().get();
        Listing<Row> listing = new Listing<>("tags.context", List.of(
                new Field<>("Repository", "REPOSITORY", row -> repository.familiarName()),
                new Field<>("Tag", "TAG", Row::tag),
                new Field<>("Digest", "DIGEST", row -> row.image().map(image -> image.digest().toString())
                        .orElse(UNKNOWN)),
                new Field<>("Platforms", "PLATFORMS", row -> row.image().map(TagDetails::platforms).orElse(UNKNOWN)),
                new Field<>("Size", "SIZE", row -> row.image().map(TagDetails::size).orElse(UNKNOWN)),
                new Field<>("CreatedSince", "CREATED", row -> row.image().flatMap(RemoteImage::created)
                        .map(created -> Times.ago(created, now)).orElse(UNKNOWN))), rows);
        listing.print(invocation.console(), OutputFormat.of(invocation.flags()),
                List.of("Tag", "Digest", "Platforms", "Size", "CreatedSince"));
    }

    private List<Row> rows(List<String> tags) {
        ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE);
        ImageService service = invocation.service();
        try {
            List<Future<Row>> asked = new ArrayList<>();
            for (String tag : tags) {
                asked.add(workers.submit(() -> row(service, tag)));
            }
            List<Row> rows = new ArrayList<>();
            for (Future<Row> row : asked) {
                rows.add(row.get());
            }
            return rows;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException exception) {
                throw exception;
            }
            throw new CompletionException(e.getCause());
        } finally {
            workers.shutdownNow();
        }
    }

    /** A tag that cannot be read (an artifact, a broken upload) does not keep the others. */
    private Row row(ImageService service, String tag) {
        try {
            return new Row(tag, Optional.of(service.describe(repository.withTag(tag), invocation.cancellation())));
        } catch (Failure e) {
            if (e.kind() == Failure.Kind.NOT_FOUND || e.kind() == Failure.Kind.REMOTE
                    || e.kind() == Failure.Kind.CORRUPT) {
                return new Row(tag, Optional.empty());
            }
            throw e;
        }
    }

    private static String platforms(RemoteImage image) {
        String platforms = image.variants().stream().map(RemoteImage.Variant::platform).map(Platform::toString)
                .distinct().collect(Collectors.joining(","));
        return platforms.isEmpty() ? UNKNOWN : platforms;
    }

    /** That of the image for this machine, as it travels. */
    private static String size(RemoteImage image) {
        return image.variants().stream().filter(variant -> variant.size() >= 0).findFirst()
                .map(variant -> HumanSize.inList(variant.size())).orElse(UNKNOWN);
    }
}
