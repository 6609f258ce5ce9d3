package dev.jimg.cli;

import dev.jimg.files.FileAspect;
import dev.jimg.files.FileStatus;
import dev.jimg.files.TreeDiff;
import dev.jimg.oci.DiffId;
import dev.jimg.service.diff.ConfigChange;
import dev.jimg.service.diff.ImageDiff;
import dev.jimg.service.diff.LayerOutline;
import dev.jimg.text.HumanSize;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One thing in which two images differ.
 *
 * @param kind what it is about: {@link #CONFIG}, {@link #LAYER}, {@link #FILE}
 * @param status {@code +}, {@code -} or {@code ~}; of a file also in what it differs: {@code ~ content,mode}
 * @param left what the left image has; null if it has nothing
 * @param size of a layer, or by how much a file is larger; empty for a config
 */
record DiffRow(String kind, String status, String name, String left, String right, String size) {

    static final String CONFIG = "config";
    static final String LAYER = "layer";
    static final String FILE = "file";

    static List<DiffRow> of(ImageDiff diff, Optional<TreeDiff> files) {
        List<DiffRow> rows = new ArrayList<>();
        diff.config().forEach(change -> rows.add(of(change)));
        Set<DiffId> moved = diff.moved();
        diff.leftLayers().stream().filter(layer -> !moved.contains(layer.diffId()))
                .forEach(layer -> rows.add(new DiffRow(LAYER, "-", layer.diffId().toString(), layer.createdBy(), null,
                        size(layer))));
        diff.rightLayers().stream().filter(layer -> !moved.contains(layer.diffId()))
                .forEach(layer -> rows.add(new DiffRow(LAYER, "+", layer.diffId().toString(), null, layer.createdBy(),
                        size(layer))));
        files.ifPresent(tree -> rows.addAll(of(tree)));
        return rows;
    }

    private static DiffRow of(ConfigChange change) {
        String status = change.left().isEmpty() ? "+" : change.right().isEmpty() ? "-" : "~";
        return new DiffRow(CONFIG, status, change.field().label() + (change.key().isEmpty() ? "" : " " + change.key()),
                change.left().orElse(null), change.right().orElse(null), "");
    }

    private static String size(LayerOutline layer) {
        return HumanSize.inList(layer.size());
    }

    /** In the order of their paths; a directory only where it is empty or changed itself. */
    private static List<DiffRow> of(TreeDiff tree) {
        List<DiffRow> rows = new ArrayList<>();
        for (int node = 1; node < tree.count(); node++) {
            FileStatus status = tree.status(node);
            boolean told = !tree.isDirectory(node) || tree.first(node) == tree.end(node) || status == FileStatus.CHANGED;
            if (status != FileStatus.UNCHANGED && told) {
                rows.add(of(tree, node, status));
            }
        }
        rows.sort(Comparator.comparing(DiffRow::name));
        return rows;
    }

    private static DiffRow of(TreeDiff tree, int node, FileStatus status) {
        String path = "/" + new String(tree.path(node).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
                + (tree.isDirectory(node) ? "/" : "");
        List<FileAspect> aspects = tree.aspects(node);
        String left = status == FileStatus.ADDED ? null : facts(tree.leftSize(node), aspects.contains(FileAspect.MODE)
                ? tree.modeBefore(node) : -1, aspects.contains(FileAspect.OWNER) ? tree.ownerBefore(node) : "");
        String right = status == FileStatus.REMOVED ? null : facts(tree.rightSize(node), aspects.contains(FileAspect.MODE)
                ? tree.mode(node) : -1, aspects.contains(FileAspect.OWNER) ? tree.owner(node) : "");
        String mark = status == FileStatus.ADDED ? "+" : status == FileStatus.REMOVED ? "-"
                : "~ " + String.join(",", aspects.stream().map(one -> one.name().toLowerCase(Locale.ROOT)).toList());
        return new DiffRow(FILE, mark, path, left, right, signed(tree.change(node)));
    }

    /** What may differ of a file: its size, its mode and its owner. */
    private static String facts(long size, int mode, String owner) {
        return size + (mode < 0 ? "" : " " + Integer.toOctalString(mode)) + (owner.isEmpty() ? "" : " " + owner);
    }

    static String signed(long bytes) {
        return (bytes > 0 ? "+" : bytes < 0 ? "-" : "") + HumanSize.inList(Math.abs(bytes));
    }

    /** For people: the old value above the new one. */
    List<List<String>> lines() {
        if (kind.equals(LAYER)) {
            return List.of(List.of("  " + status + " " + size, left == null ? right : left));
        }
        if (kind.equals(FILE)) {
            String aspects = status.substring(1).strip().replace(",", ", ");
            return List.of(List.of("  " + status.charAt(0) + " " + size, name + (aspects.isEmpty() ? "" : " (" + aspects + ")")));
        }
        List<List<String>> lines = new ArrayList<>();
        if (left != null) {
            lines.add(List.of("  - " + name, left));
        }
        if (right != null) {
            lines.add(List.of("  + " + name, right));
        }
        return lines;
    }
}
