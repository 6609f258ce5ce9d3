package dev.jimg.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a prune of the build cache leaves. */
class KeptBuildsTest {

    @TempDir
    Path directory;

    private BuildFixture fixture;
    private KeptBuilds kept;

    /** Three steps, done in 2001, 2002 and 2003; the first was of use again now. */
    @BeforeEach
    void prepare() throws Exception {
        fixture = new BuildFixture(directory).file("a", "a").file("b", "b").file("c", "c");
        kept = new KeptBuilds(fixture.store);
        Instant time = Instant.parse("2001-01-01T00:00:00Z");
        for (String file : List.of("a", "b", "c")) {
            List<KeptBuilds.Entry> before = kept.list();
            fixture.build("FROM scratch\nCOPY " + file + " /\n");
            for (KeptBuilds.Entry entry : kept.list()) {
                if (before.stream().noneMatch(known -> known.id().equals(entry.id()))) {
                    Path step = fixture.store.root().resolve("cache/build/steps").resolve(entry.id());
                    Files.setLastModifiedTime(step, FileTime.from(time));
                }
            }
            time = time.plusSeconds(365 * 86400);
        }
        fixture.build("FROM scratch\nCOPY a /\n");
        assertTrue(fixture.heard.contains("cached"));
    }

    private List<KeptBuilds.Entry> byUse() {
        return kept.list().stream().sorted(Comparator.comparing(KeptBuilds.Entry::used)).toList();
    }

    @Test
    void takesFirstWhatWasNotUsedForTheLongestTime() {
        List<KeptBuilds.Entry> before = byUse();
        long total = before.stream().mapToLong(KeptBuilds.Entry::size).sum();
        KeptBuilds.Pruned pruned = kept.prune(true, entry -> true, (all, free) -> all - 1);
        assertEquals(List.of(before.get(0).id()), pruned.ids());
        assertEquals(before.subList(1, 3).stream().map(KeptBuilds.Entry::id).toList(),
                byUse().stream().map(KeptBuilds.Entry::id).toList());
        kept.prune(true, entry -> true, (all, free) -> total);
        assertEquals(2, kept.list().size());
        kept.prune(true, entry -> entry.used().isBefore(Instant.parse("2010-01-01T00:00:00Z")), (all, free) -> 0);
        fixture.build("FROM scratch\nCOPY a /\n");
        assertTrue(fixture.heard.contains("cached"), "what was used now is the last to go");
        kept.prune(true, entry -> true, (all, free) -> 0);
        assertEquals(List.of(), kept.list());
        fixture.build("FROM scratch\nCOPY a /\n");
        assertFalse(fixture.heard.contains("cached"));
    }
}
