package dev.jimg.files;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * The same as {@link FileTree} and {@link Waste}, done the plain way: maps from paths to entries, layer by layer. And
 * layers at random, small names in few directories, so that they meet.
 */
final class Model {

    private static final String[] NAMES = {"a", "b", "bin", "ü", "lib", "z"};

    record Entry(FileKind kind, int mode, long size, int layer) {}

    /** What was added to a layer, in order. */
    record Added(String path, FileKind kind, int mode, long size) {}

    private Model() {}

    static List<Added> layer(Random random, int entries) {
        List<Added> added = new ArrayList<>();
        for (int i = 0; i < entries; i++) {
            String path = path(random);
            int dice = random.nextInt(10);
            if (dice == 0) {
                int slash = path.lastIndexOf('/');
                added.add(new Added(path.substring(0, slash + 1) + ".wh." + path.substring(slash + 1), FileKind.FILE, 0,
                        0));
            } else if (dice == 1 && path.contains("/")) {
                added.add(new Added(path.substring(0, path.lastIndexOf('/')) + "/.wh..wh..opq", FileKind.FILE, 0, 0));
            } else if (dice < 4) {
                added.add(new Added(path, FileKind.DIRECTORY, random.nextBoolean() ? 0755 : 0700, 0));
            } else {
                added.add(new Added(path, FileKind.FILE, 0644, random.nextInt(1000)));
            }
        }
        return withoutQuarrels(added);
    }

    /** Nothing lies below a file of the same layer, and no path comes twice: such layers nobody makes. */
    private static List<Added> withoutQuarrels(List<Added> added) {
        Map<String, FileKind> seen = new TreeMap<>();
        List<Added> kept = new ArrayList<>();
        for (Added one : added) {
            boolean quarrel = seen.containsKey(one.path());
            for (Map.Entry<String, FileKind> other : seen.entrySet()) {
                String real = other.getKey().replace(".wh.", "");
                quarrel |= one.path().startsWith(real + "/") && other.getValue() != FileKind.DIRECTORY
                        && !other.getKey().endsWith(".wh..wh..opq")
                        || other.getKey().startsWith(one.path().replace(".wh.", "") + "/")
                                && (one.kind() != FileKind.DIRECTORY);
            }
            if (!quarrel) {
                seen.put(one.path(), one.kind());
                kept.add(one);
            }
        }
        return kept;
    }

    private static String path(Random random) {
        StringBuilder path = new StringBuilder(NAMES[random.nextInt(NAMES.length)]);
        for (int depth = random.nextInt(4); depth > 0; depth--) {
            path.append('/').append(NAMES[random.nextInt(NAMES.length)]);
        }
        return path.toString();
    }

    static LayerFiles build(List<Added> layer) {
        LayerFilesBuilder builder = new LayerFilesBuilder();
        layer.forEach(one -> builder.add(bytes(one.path()),
                new LayerFilesBuilder.Facts(one.kind(), one.mode(), 0, 0, one.size(), 0, "")));
        return builder.build();
    }

    private static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8),
                StandardCharsets.ISO_8859_1);
    }

    /** What the layers show together, as files only: path to layer and size. */
    static Map<String, Entry> shown(List<List<Added>> layers) {
        Map<String, Entry> shown = new TreeMap<>();
        for (int i = 0; i < layers.size(); i++) {
            apply(shown, layers.get(i), i);
        }
        shown.values().removeIf(entry -> entry.kind() == FileKind.DIRECTORY);
        return shown;
    }

    private static void apply(Map<String, Entry> shown, List<Added> layer, int number) {
        for (Added one : layer) {
            String path = bytes(one.path());
            int slash = path.lastIndexOf('/');
            String name = path.substring(slash + 1);
            if (name.equals(".wh..wh..opq")) {
                String directory = path.substring(0, slash + 1);
                shown.keySet().removeIf(key -> key.startsWith(directory));
                if (shown.containsKey(path.substring(0, slash))
                        && shown.get(path.substring(0, slash)).kind() != FileKind.DIRECTORY) {
                    shown.remove(path.substring(0, slash));
                }
            } else if (name.startsWith(".wh.")) {
                remove(shown, path.substring(0, slash + 1) + name.substring(4));
            }
        }
        for (Added one : layer) {
            String path = bytes(one.path());
            for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
                Entry way = shown.get(path.substring(0, slash));
                if (way != null && way.kind() != FileKind.DIRECTORY) {
                    shown.remove(path.substring(0, slash));
                }
            }
            if (path.substring(path.lastIndexOf('/') + 1).startsWith(".wh.")) {
                continue;
            }
            if (one.kind() != FileKind.DIRECTORY) {
                remove(shown, path);
            } else if (shown.containsKey(path) && shown.get(path).kind() != FileKind.DIRECTORY) {
                shown.remove(path);
            }
            shown.put(path, new Entry(one.kind(), one.mode(), one.size(), number));
        }
    }

    private static void remove(Map<String, Entry> shown, String path) {
        shown.remove(path);
        shown.keySet().removeIf(key -> key.startsWith(path + "/"));
    }
}
