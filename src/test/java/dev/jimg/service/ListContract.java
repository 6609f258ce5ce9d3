package dev.jimg.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.Reference;
import dev.jimg.service.Backend.Limit;
import dev.jimg.service.archive.SaveRequest;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.LayerFixture;
import dev.jimg.transfer.Cancellation;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The list and its filters, one image's details and history, and other names. */
public abstract class ListContract extends ImageServiceContract {

    /** Podman would take the end of a name for a name. */
    @Test
    void theEndOfANameIsNotTheName() {
        Reference name = pulled(small("end"), "end/ofaname:latest");
        Reference hit = Reference.parse("local/hit:1");
        for (String part : List.of("ofaname", "ofaname:latest", "end/ofaname")) {
            Failure refused = assertThrows(Failure.class, () -> service.tag(part, hit));
            assertEquals(Failure.Kind.NOT_FOUND, refused.kind(), part);
        }
        String end = "ofaname";
        failure(Failure.Kind.NOT_FOUND, () -> service.inspect(end));
        failure(Failure.Kind.NOT_FOUND, () -> service.history(end, Cancellation.none()));
        failure(Failure.Kind.NOT_FOUND, () -> service.archives().save(SaveRequest.of(List.of(end)),
                OutputStream.nullOutputStream(), progress -> {}, Cancellation.none()));
        failure(Failure.Kind.NOT_FOUND, () -> service.push(new PushRequest(Reference.parse(end)), event -> {},
                Cancellation.none()));
        assertEquals(Failure.Kind.NOT_FOUND, service.remove(RemoveRequest.of(List.of(end))).failures().get(0).kind());
        assertEquals(1, images().size());
        service.tag(name.familiar(), hit);
        service.tag(hit.familiar(), Reference.parse("local/hit:2"));
    }

    @Test
    void anEmptyPlaceHasNoImages() {
        assertEquals(List.of(), images());
        assertEquals(0, service.usage().images());
    }

    @Test
    void showsTheNewestFirstAndEachImageOnceWithAllItsNames() {
        pulled(small("middle", "2024-02-02T00:00:00Z").build(), "order/middle:1");
        Reference old = pulled(small("old", "2023-01-01T00:00:00Z").build(), "order/old:1");
        pulled(small("new", "2024-03-03T00:00:00Z").build(), "order/new:1");
        service.tag(old.familiar(), ref("order/alias:z"));
        assertEquals(List.of("order/new:1", "order/middle:1", "order/alias:z order/old:1"), filtered());
        assertEquals(3, service.usage().images());
    }

    @Test
    void filtersByLabelNameAndValueAndAllOfThem() {
        pulled(small("a").images().get(0), "label/none:1");
        pulled(small("b", "2024-01-02T00:00:00Z").label("tier", "web").build(), "label/web:1");
        pulled(small("c", "2024-01-01T00:00:00Z").label("tier", "db").label("os", "x").build(), "label/db:1");
        assertEquals(List.of("label/web:1", "label/db:1"), filtered("label=tier"));
        assertEquals(List.of("label/db:1"), filtered("label=tier=db"));
        assertEquals(List.of("label/db:1"), filtered("label=tier", "label=os=x"));
        assertEquals(List.of(), filtered("label=tier=db", "label=tier=web"));
    }

    @Test
    void filtersByTime() {
        pulled(small("a", "2024-01-01T00:00:00Z").build(), "time/a:1");
        Reference middle = pulled(small("b", "2024-02-01T00:00:00Z").build(), "time/b:1");
        pulled(small("c", "2024-03-01T00:00:00Z").build(), "time/c:1");
        assertEquals(List.of("time/a:1"), filtered("before=" + middle.familiar()));
        assertEquals(List.of("time/c:1"), filtered("since=" + middle.familiar()));
        if (has(Limit.LISTS_WITHOUT_UNTIL)) {
            assertEquals("Invalid filter 'until'", assertThrows(Failure.class, () -> filtered("until=24h")).why());
            return;
        }
        assertEquals(List.of("time/b:1", "time/a:1"), filtered("until=2024-02-15T00:00:00Z"));
        assertEquals(List.of("time/c:1", "time/b:1", "time/a:1"), filtered("until=24h"));
    }

    @Test
    void filtersByWholeRepositoryNamesAndPatterns() {
        Reference ubuntu = pulled(small("u"), "pattern/ubuntu:22.04");
        service.tag(ubuntu.familiar(), ref("pattern/other:1"));
        String repository = ubuntu.familiarName();
        assertEquals(List.of("pattern/ubuntu:22.04"), filtered("reference=" + repository));
        assertEquals(List.of("pattern/ubuntu:22.04"), filtered("reference=" + repository + ":22.04"));
        assertEquals(List.of("pattern/ubuntu:22.04"), filtered("reference=" + repository + ":2*"));
        assertEquals(List.of(), filtered("reference=" + repository.substring(0, repository.length() - 2)));
        assertEquals(List.of(), filtered("reference=ubuntu"));
        assertEquals(List.of("pattern/other:1 pattern/ubuntu:22.04"),
                filtered("reference=" + repository, "reference=*/pattern/other"));
    }

    @Test
    void filtersByDangling() {
        pulled(small("first"), "dangling/small:1");
        pulled(small("second"), "dangling/small:1");
        assertEquals(List.of("<none>"), filtered("dangling=true"));
        // Docker counts what it still knows by a digest among both.
        assertTrue(filtered("dangling=false").contains("dangling/small:1"));
    }

    @Test
    void refusesFiltersThatThereAreNot() {
        assertTrue(failure(Failure.Kind.INVALID, () -> filtered("colour=red")).getMessage().contains("colour"));
        failure(Failure.Kind.INVALID, () -> filtered("dangling=perhaps"));
        failure(Failure.Kind.NOT_FOUND, () -> filtered("before=nobody:1"));
    }

    @Test
    void findsAnImageByNameIdAndUniquePrefix() {
        ImageFixture image = small("found");
        Reference name = pulled(image, "found/small:latest");
        String id = image.config().digest();
        for (String text : List.of(name.familiar(), name.familiarName(), id, id.substring(7), id.substring(7, 19),
                id.substring(0, 15))) {
            assertEquals(id, service.inspect(text).summary().id().toString(), text);
        }
    }

    @Test
    void doesNotGuessBetweenTwoImages() {
        Map<Character, ImageFixture> byFirst = new HashMap<>();
        List<ImageFixture> pair = new ArrayList<>();
        for (int i = 0; pair.isEmpty(); i++) {
            ImageFixture image = small("pair-" + i);
            Optional.ofNullable(byFirst.put(image.config().digest().charAt(7), image))
                    .ifPresent(twin -> pair.addAll(List.of(twin, image)));
        }
        pulled(pair.get(0), "pair/one:1");
        pulled(pair.get(1), "pair/two:1");
        failure(Failure.Kind.AMBIGUOUS, () -> service.inspect(pair.get(0).config().digest().substring(7, 8)));
    }

    @Test
    void saysThatThereIsNoSuchImage() {
        Failure failure = failure(Failure.Kind.NOT_FOUND, () -> service.inspect("nobody:1"));
        assertEquals("could not inspect nobody:1: no such image", failure.getMessage());
        failure(Failure.Kind.NOT_FOUND, () -> service.history("0123456789ab"));
        failure(Failure.Kind.NOT_FOUND, () -> service.tag("nobody", Reference.parse("somebody:1")));
    }

    @Test
    void tellsTheHistoryNewestFirstWithTheSizeOfEachStep() {
        LayerFixture base = LayerFixture.gzip(tar -> tar.directory("etc").file("etc/a", "a".repeat(1000)));
        LayerFixture top = LayerFixture.gzip(tar -> tar.file("b", "b".repeat(234)).symlink("c", "b"));
        ImageFixture image = ImageFixture.builder().layer("ADD base", base).emptyLayer("ENV A=1")
                .layer("RUN top", top).emptyLayer("CMD [\"sh\"]").build();
        Reference name = pulled(image, "history/small:1");
        List<HistoryRow> rows = service.history(name.familiar());
        assertEquals(List.of("CMD [\"sh\"]", "RUN top", "ENV A=1", "ADD base"),
                rows.stream().map(HistoryRow::createdBy).toList());
        assertEquals(0, rows.get(0).size());
        assertTrue(rows.get(3).size() == 1000 || has(Backend.Limit.COUNTS_TARS) && rows.get(3).size() > 1000,
                rows::toString);
        assertEquals(Optional.of(image.config().digest()), rows.get(0).id());
        assertEquals(List.of(name.familiar()), rows.get(0).tags());
        assertTrue(rows.stream().skip(1).allMatch(row -> row.id().isEmpty() && row.tags().isEmpty()));
        long sum = rows.stream().mapToLong(HistoryRow::size).sum();
        assertTrue(sum == images().get(0).size() || has(Backend.Limit.COUNTS_TARS), images()::toString);
    }

    @Test
    void tellsTheHistoryOfThirtyLayersWithEmptyOnesBetween() {
        Reference name = pulled(ImageFixture.layers(30), "history/layers:1");
        List<HistoryRow> rows = service.history(name.familiar());
        assertEquals(40, rows.size());
        assertEquals(30, rows.stream().filter(row -> row.size() > 0).count());
        assertEquals("ENV STEP=0", rows.get(38).createdBy());
    }

    @Test
    void anotherNameIsTheSameImage() {
        ImageFixture image = small("tagged");
        Reference name = pulled(image, "tag/small:1");
        service.tag(name.familiar(), Reference.parse("local/alias"));
        service.tag(image.config().digest().substring(7, 19), Reference.parse("local/byid:2"));
        assertEquals(id(image), service.inspect("local/alias:latest").summary().id());
        assertEquals(1, images().size());
        assertEquals(3, images().get(0).tags().size());
    }

    @Test
    void aNameThatIsGivenToAnotherImageLeavesTheFirstDangling() {
        ImageFixture first = small("first");
        ImageFixture second = small("second", "2025-01-01T00:00:00Z").build();
        pulled(first, "repoint/small:1");
        pulled(second, "repoint/small:2");
        service.tag(second.config().digest(), ref("repoint/small:1"));
        assertEquals(List.of("repoint/small:1 repoint/small:2", "<none>"), filtered());
        assertFalse(service.history(first.config().digest()).isEmpty());
    }
}
