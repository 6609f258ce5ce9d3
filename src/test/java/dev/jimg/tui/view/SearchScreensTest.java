package dev.jimg.tui.view;

import dev.jimg.tui.state.PullSamples;
import dev.jimg.tui.state.PullScenes;
import dev.jimg.tui.term.Glyphs;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.api.Test;

class SearchScreensTest {

    @ParameterizedTest
    @CsvSource({"40,10", "80,24", "120,40"})
    void empty(int columns, int rows) {
        Golden.expect("search/empty", PullScenes.on(columns, rows).press("2").state());
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24", "120,40"})
    void typing(int columns, int rows) {
        Golden.expect("search/typing", PullScenes.on(columns, rows).found("nginx", PullSamples.hub())
                .press("/").type("localhost:5000/team").state());
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24", "120,40"})
    void results(int columns, int rows) {
        Golden.expect("search/results", PullScenes.on(columns, rows).found("nginx", PullSamples.hub()).press("j")
                .state());
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24", "120,40"})
    void failure(int columns, int rows) {
        Golden.expect("search/failure", PullScenes.on(columns, rows).searching("nginx").failed(PullSamples.OFFLINE)
                .state());
    }

    @Test
    void loadingForTheFirstTime() {
        Golden.expect("search/loading-first", PullScenes.on(80, 24).searching("nginx").state());
    }

    @Test
    void loadingKeepsTheOldList() {
        Golden.expect("search/loading", PullScenes.on(80, 24).found("nginx", PullSamples.hub()).searching("redis")
                .state());
    }

    @Test
    void officialOnlyAndByStars() {
        Golden.expect("search/official", PullScenes.on(120, 40).found("nginx", PullSamples.hub()).press("o", "s")
                .state());
    }

    @Test
    void aCatalogueHasNamesOnly() {
        Golden.expect("search/catalogue", PullScenes.on(80, 24).found("localhost:5000/team", PullSamples.catalogue())
                .state());
    }

    @Test
    void nothingOfficial() {
        Golden.expect("search/nothing-official", PullScenes.on(80, 24)
                .found("localhost:5000/team", PullSamples.catalogue()).press("o").state());
    }

    @Test
    void inChinese() {
        Golden.expect("search/results-zh", PullScenes.on(80, 24).found("nginx", PullSamples.hub()).state(),
                Golden.CHINESE, Glyphs.UNICODE);
    }

    @Test
    void emptyInChinese() {
        Golden.expect("search/empty-zh", PullScenes.on(80, 24).press("2").state(), Golden.CHINESE, Glyphs.UNICODE);
    }

    @Test
    void inAscii() {
        Golden.expect("search/results-ascii", PullScenes.on(80, 24).found("nginx", PullSamples.hub()).state(),
                Golden.ENGLISH, Glyphs.ASCII);
    }
}
