package dev.jimg.bench.image;

import java.util.List;

/**
 * How much is measured.
 *
 * @param layerBytes of image A, which is one layer, unpacked
 * @param layers of image B
 * @param layersBytes of all layers of B together, unpacked
 * @param lists lengths of the lists that are drawn up, growing; the peers have the first
 * @param files of the layer with many
 * @param runs of each contender
 */
public record Sizes(boolean quick, long layerBytes, int layers, long layersBytes, List<Integer> lists, int files,
        int runs) {

    private static final long MB = 1_000_000;

    public static final Sizes FULL =
            new Sizes(false, 200 * MB, 40, 1_000 * MB, List.of(300, 3_000, 10_000), 1_000_000, 5);

    /** To see that everything runs: its numbers say little. */
    public static final Sizes QUICK = new Sizes(true, 10 * MB, 8, 24 * MB, List.of(30, 300, 1_000), 20_000, 2);

    public Sizes withRuns(int number) {
        return new Sizes(quick, layerBytes, layers, layersBytes, lists, files, number);
    }

    public String layerText() {
        return "one layer, " + layerBytes / MB + " MB";
    }

    public String layersText() {
        return layers + " layers, " + layersBytes / MB + " MB";
    }
}
