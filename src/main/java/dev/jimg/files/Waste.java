package dev.jimg.files;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * What the layers of an image store and do not show, because a higher layer has the file again or takes it away.
 *
 * <p>{@code wasted} is the sum of the bytes of those files, {@code stored} that of all files in all layers; the
 * {@linkplain #efficiency efficiency} is the part of the stored bytes that is shown: {@code (stored - wasted) / stored}.
 * So {@code wasted} is what squashing the image would save. dive's number of the same name counts the copy that is shown
 * too, takes the smallest copy of a file for the needed one, and knows nothing of a directory removed as a whole.
 *
 * @param paths what wastes most, the largest first, at most {@link #MOST}
 * @param count how many paths waste something
 */
public record Waste(long stored, long wasted, List<Path> paths, int count) {

    /** More than anyone reads. */
    public static final int MOST = 1000;

    public Waste {
        paths = List.copyOf(paths);
    }

    /**
     * A path of which not all that is stored is shown.
     *
     * @param path a byte string; of a directory that was removed or replaced as a whole the directory's, with a slash
     * @param bytes that are stored in vain
     * @param copies how many layers have it
     * @param removed whether the image does not show it at all
     */
    public record Path(String path, long bytes, int copies, boolean removed) {}

    /** 0 to 1; 1 for an image without files. */
    public double efficiency() {
        return stored == 0 ? 1 : (double) (stored - wasted) / stored;
    }

    /** @param layers of an image, the lowest first */
    public static Waste of(List<LayerFiles> layers) {
        return new Search(layers).run();
    }

    private static final class Search {
        private final List<LayerFiles> layers;
        private final PriorityQueue<Path> largest = new PriorityQueue<>(Comparator.comparingLong(Path::bytes));
        private long wasted;
        private int count;

        Search(List<LayerFiles> layers) {
            this.layers = layers;
        }

        Waste run() {
            int[] roots = new int[2 * layers.size()];
            int from = 0;
            for (int i = 0; i < layers.size(); i++) {
                roots[2 * i] = i;
                if (i > 0 && layers.get(i).opaque(0)) {
                    from = i;
                }
            }
            long below = 0;
            for (int i = 0; i < from; i++) {
                below += layers.get(i).total();
            }
            if (below > 0) {
                add(new Path("/", below, from, false));
            }
            walk(Arrays.copyOfRange(roots, 2 * from, roots.length));
            List<Path> paths = new ArrayList<>(largest);
            paths.sort(Comparator.comparingLong(Path::bytes).reversed().thenComparing(Path::path));
            return new Waste(layers.stream().mapToLong(LayerFiles::total).sum(), wasted, paths, count);
        }

        /** Only where several layers meet can anything be hidden; directories that one layer has alone are passed by. */
        private void walk(int[] first) {
            List<int[]> open = new ArrayList<>(List.of(first));
            SideBySide names = new SideBySide(layers);
            while (!open.isEmpty()) {
                int[] directories = open.remove(open.size() - 1);
                names.open(directories, directories.length);
                while (names.advance()) {
                    int found = names.found();
                    int shown = names.lowestShown(found);
                    hidden(names, Math.min(shown, found), shown == found);
                    if (found - shown > 1) {
                        open.add(names.pairs(shown, found));
                    }
                }
            }
        }

        private void hidden(SideBySide names, int to, boolean removed) {
            long bytes = 0;
            int copies = removed ? 0 : 1;
            int largestOne = 0;
            for (int i = 0; i < to; i++) {
                LayerFiles files = names.files(i);
                bytes += files.total(names.node(i));
                copies += files.kind(names.node(i)) == FileKind.WHITEOUT ? 0 : 1;
                largestOne = files.total(names.node(i)) >= names.files(largestOne).total(names.node(largestOne)) ? i
                        : largestOne;
            }
            if (bytes > 0) {
                LayerFiles files = names.files(largestOne);
                int node = names.node(largestOne);
                add(new Path(files.path(node) + (files.isDirectory(node) ? "/" : ""), bytes, copies, removed));
            }
        }

        private void add(Path path) {
            wasted += path.bytes();
            count++;
            largest.add(path);
            if (largest.size() > MOST) {
                largest.remove();
            }
        }
    }
}
