package dev.jimg.service.keep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.Digest;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.MalformedException;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import dev.jimg.service.ImageSummary;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the rule says of each image, and why. */
class KeepPlanTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private static ImageSummary image(int daysOld, int containers, String... tags) {
        Digest digest = Digest.of((daysOld + Arrays.toString(tags)).getBytes(StandardCharsets.UTF_8));
        return new ImageSummary(new ImageId(digest), Arrays.stream(tags).map(Reference::parse).toList(), List.of(),
                NOW.minus(Duration.ofDays(daysOld)), 1000, 1000, containers, Platform.of("linux", "amd64", ""), digest,
                ImageSummary.Health.GOOD);
    }

    private static KeepRule rule(int newest, String... repositories) {
        return new KeepRule(List.of(repositories), newest, List.of(), Optional.empty(), Map.of());
    }

    /** {@code app:1 newest, app:2 goes}: each image by its first name. */
    private static String told(KeepRule rule, ImageSummary... images) {
        StringBuilder told = new StringBuilder();
        KeepPlan.of(rule, List.of(images), NOW).rows().forEach(row -> told.append(told.isEmpty() ? "" : ", ")
                .append(row.names().get(0).familiar()).append(' ')
                .append(row.verdict().name().toLowerCase(Locale.ROOT)));
        return told.toString();
    }

    @Test
    void keepsTheNewestOfEachRepository() {
        assertEquals("team/api:3 newest, team/api:2 newest, team/api:1 goes, team/web:1 newest",
                told(rule(2, "team/*"), image(9, 0, "team/api:1"), image(1, 0, "team/api:3"),
                        image(5, 0, "team/api:2"), image(7, 0, "team/web:1"), image(8, 0, "other/api:1")));
    }

    @Test
    void ofImagesOfOneTimeTheHigherVersionIsTheNewer() {
        assertEquals("a:1.10 newest, a:1.9.1 goes, a:1.9 goes, a:1.9-rc1 goes, a:old goes",
                told(rule(1, "a"), image(3, 0, "a:1.9"), image(3, 0, "a:old"), image(3, 0, "a:1.9.1"),
                        image(3, 0, "a:1.10"), image(3, 0, "a:1.9-rc1")));
    }

    @Test
    void anImageOfSeveralNamesIsOne() {
        KeepPlan plan = KeepPlan.of(rule(1, "a"), List.of(image(1, 0, "a:2", "a:latest", "b:2"),
                image(2, 0, "a:1", "a:1.0", "b:1")), NOW);
        assertEquals(List.of("a:1.0", "a:1"), plan.removal().images(), "the other repository keeps its names");
    }

    @Test
    void whatIsUsedProtectedOrYoungStays() {
        KeepRule rule = new KeepRule(List.of("a"), 1, List.of("latest", KeepRule.RELEASES),
                Optional.of(Duration.ofDays(30)), Map.of());
        assertEquals("a:dev5 newest, a:dev4 young, a:dev3 in_use, a:v1.2.3 protected, a:latest protected, a:1.2.3-rc1 goes",
                told(rule, image(1, 0, "a:dev5"), image(29, 0, "a:dev4"), image(40, 1, "a:dev3"),
                        image(50, 0, "a:v1.2.3"), image(60, 0, "a:latest"), image(70, 0, "a:1.2.3-rc1")));
    }

    @Test
    void aUsedImageIsNoExtraAmongTheNewest() {
        assertEquals("a:3 in_use, a:2 newest, a:1 goes",
                told(rule(2, "a"), image(1, 1, "a:3"), image(2, 0, "a:2"), image(3, 0, "a:1")));
    }

    @Test
    void keepsHubNamesInAnySpelling() {
        assertEquals("nginx:2 newest, nginx:1 goes",
                told(rule(1, "docker.io/library/nginx"), image(1, 0, "nginx:2"), image(2, 0, "nginx:1")));
    }

    @Test
    void refusesAPatternThatIsNone() {
        assertThrows(MalformedException.class, () -> told(rule(1, "["), image(1, 0, "a:1")));
    }

    @Test
    void whatChangedMeanwhileStays() {
        ImageSummary moved = image(5, 0, "a:2");
        ImageSummary used = image(6, 0, "a:1");
        KeepPlan plan = KeepPlan.of(rule(1, "a"), List.of(image(1, 0, "a:9"), moved, used, image(9, 0, "a:0")), NOW);
        assertEquals(List.of("a:2", "a:1", "a:0"), plan.removal().images());
        List<ImageSummary> later = List.of(image(0, 0, "a:2"), new ImageSummary(used.id(), used.tags(), List.of(),
                used.created(), 1000, 1000, 1, used.platform(), used.manifest(), used.health()), image(9, 0, "a:0"));
        assertEquals(List.of("a:0"), plan.amongst(later).removal().images());
    }

    /** Whatever the images are: enough stay, nothing that is used goes, and every name has one verdict. */
    @Test
    void keepsItsPromisesForAnyImages() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            List<ImageSummary> images = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                images.add(image(random.nextInt(5), random.nextInt(4) == 0 ? 1 : 0,
                        "r" + random.nextInt(3) + ":" + i, "r" + random.nextInt(3) + ":x" + i));
            }
            int keep = random.nextInt(4);
            KeepPlan plan = KeepPlan.of(rule(keep, "r[01]"), images, NOW);
            Collections.shuffle(images, random);
            assertEquals(plan, KeepPlan.of(rule(keep, "r[01]"), images, NOW), "the order of the list is no matter");
            for (String repository : List.of("r0", "r1")) {
                List<KeepPlan.Row> rows = plan.rows().stream().filter(r -> r.repository().equals(repository)).toList();
                long stay = rows.stream().filter(row -> row.verdict().stays()).count();
                assertTrue(stay >= Math.min(keep, rows.size()), () -> rows.toString());
            }
            Set<String> going = new HashSet<>(plan.removal().images());
            assertEquals(going.size(), plan.removal().images().size());
            assertTrue(images.stream().filter(image -> image.containers() > 0).flatMap(image -> image.tags().stream())
                    .noneMatch(name -> going.contains(name.familiar())));
            assertTrue(going.stream().noneMatch(name -> name.startsWith("r2")));
        }
    }
}
