package dev.jimg.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.Reference;
import dev.jimg.service.keep.KeepForecast;
import dev.jimg.service.keep.KeepPlan;
import dev.jimg.service.keep.KeepRule;
import dev.jimg.service.keep.Keeper;
import dev.jimg.service.keep.Verdict;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.LayerFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Keeping the newest images of a repository: the dry run is what happens, to the byte. */
public abstract class KeepContract extends ImageServiceContract {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final LayerFixture base = LayerFixture.random(LayerFixture.Compression.NONE, 1, 40_000);

    /** On a base that all of them share. */
    private ImageFixture version(int number) {
        return ImageFixture.builder().created("2024-01-0" + number + "T00:00:00Z").layer("base", base)
                .layer("v" + number, LayerFixture.random(LayerFixture.Compression.NONE, 10 + number, 10_000)).build();
    }

    private KeepRule rule(int newest, String... protect) {
        return new KeepRule(List.of(proxy.hostPort() + "/keep/*"), newest, List.of(protect), Optional.empty(), Map.of());
    }

    private static List<Verdict> verdicts(KeepPlan plan) {
        return plan.rows().stream().map(KeepPlan.Row::verdict).toList();
    }

    @Test
    void takesAwayAllButTheNewestAndFreesWhatItSaid() {
        for (int number = 1; number <= 4; number++) {
            pulled(version(number), "keep/app:" + number);
        }
        pulled(small("elsewhere"), "other/app:1");
        Keeper keeper = new Keeper(service);
        KeepForecast forecast = keeper.forecast(rule(2), NOW);
        assertEquals(List.of(Verdict.NEWEST, Verdict.NEWEST, Verdict.GOES, Verdict.GOES), verdicts(forecast.plan()));
        assertTrue(forecast.removal().frees() >= 20_000 && forecast.removal().frees() < 40_000,
                () -> "the base stays: " + forecast.removal());
        RemovalResult result = keeper.remove(forecast.plan(), false);
        assertEquals(List.of(), result.failures());
        assertEquals(forecast.removal().frees(), result.freed());
        assertEquals(List.of("keep/app:4", "keep/app:3", "other/app:1"), filtered().stream().sorted((a, b) ->
                a.startsWith("other") ? 1 : b.startsWith("other") ? -1 : b.compareTo(a)).toList());
        assertEquals(List.of(), keeper.forecast(rule(2), NOW).plan().going());
    }

    @Test
    void leavesAloneWhatIsProtectedAndWhatChanged() {
        Reference old = pulled(version(1), "keep/app:1");
        service.tag(old.familiar(), ref("keep/app:stable"));
        pulled(version(2), "keep/app:2");
        pulled(version(3), "keep/app:3");
        Keeper keeper = new Keeper(service);
        KeepForecast forecast = keeper.forecast(rule(1, "stable"), NOW);
        assertEquals(List.of(Verdict.NEWEST, Verdict.GOES, Verdict.PROTECTED), verdicts(forecast.plan()));
        service.tag(ref("keep/app:3").familiar(), ref("keep/app:2"));
        RemovalResult result = keeper.remove(forecast.plan(), false);
        assertEquals(List.of(), result.steps(), "the name stands for the newest image by now");
    }

    @Test
    void keepsToAgeAndFilters() {
        pulled(version(1), "keep/app:1");
        pulled(ImageFixture.builder().created("2024-01-02T00:00:00Z").label("stage", "ci").layer("base", base).build(),
                "keep/app:2");
        pulled(version(3), "keep/app:3");
        Keeper keeper = new Keeper(service);
        KeepRule labelled = new KeepRule(rule(0).repositories(), 0, List.of(), Optional.empty(),
                Map.of("label", List.of("stage=ci")));
        assertEquals(List.of(ref("keep/app:2").familiar()), keeper.forecast(labelled, NOW).plan().removal().images());
        KeepRule aged = new KeepRule(rule(0).repositories(), 0, List.of(),
                Optional.of(Duration.between(Instant.parse("2024-01-01T12:00:00Z"), NOW)), Map.of());
        assertEquals(List.of(Verdict.YOUNG, Verdict.YOUNG, Verdict.GOES), verdicts(keeper.forecast(aged, NOW).plan()));
        failure(Failure.Kind.INVALID, () -> keeper.forecast(new KeepRule(List.of("["), 1, List.of(),
                Optional.empty(), Map.of()), NOW));
    }
}
