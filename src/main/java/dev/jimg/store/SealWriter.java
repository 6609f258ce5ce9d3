package dev.jimg.store;

import dev.jimg.oci.Digest;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a listing in the form that {@link SealReader} reads: what it was made from, tables of all that images share,
 * and the images as places in these tables.
 */
final class SealWriter {

    private final Map<String, Integer> texts = new LinkedHashMap<>();
    private final Map<Platform, Integer> platforms = new LinkedHashMap<>();
    private final Map<StoredLayer, Integer> layers = new LinkedHashMap<>();
    private final Map<List<StoredLayer>, Integer> stacks = new LinkedHashMap<>();
    private final BytesOut images = new BytesOut();

    private SealWriter() {}

    /** @param blobs how many blobs the images need */
    static byte[] write(ListingState state, int blobs, List<StoredImage> images) {
        SealWriter writer = new SealWriter();
        images.forEach(writer::image);
        BytesOut out = new BytesOut();
        writeState(out, state);
        writePlatform(out, Platform.local());
        out.number(blobs);
        writer.writeTables(out);
        return out.number(images.size()).raw(writer.images.toBytes()).toBytes();
    }

    static void writeState(BytesOut out, ListingState state) {
        writeStamp(out, state.index());
        writeStamp(out, state.facts());
        out.number(state.blobs().size());
        state.blobs().forEach(time -> writeTime(out, time));
    }

    private static void writeStamp(BytesOut out, FileStamp stamp) {
        out.big(stamp.device()).big(stamp.inode()).big(stamp.size()).big(stamp.modified()).big(stamp.changed());
    }

    private static void writeTime(BytesOut out, Instant time) {
        out.big(time.getEpochSecond()).number(time.getNano());
    }

    static void writePlatform(BytesOut out, Platform platform) {
        out.text(platform.os()).text(platform.architecture()).text(platform.variant()).text(platform.osVersion());
    }

    private void writeTables(BytesOut out) {
        out.number(texts.size());
        texts.keySet().forEach(out::text);
        out.number(platforms.size());
        platforms.keySet().forEach(platform -> writePlatform(out, platform));
        out.number(layers.size());
        layers.keySet().forEach(layer -> writeLayer(out, layer));
        out.number(stacks.size());
        for (List<StoredLayer> stack : stacks.keySet()) {
            out.number(stack.size());
            stack.forEach(layer -> out.number(layers.get(layer)));
        }
    }

    private static void writeLayer(BytesOut out, StoredLayer layer) {
        out.digest(layer.blob()).big(layer.size()).flag(layer.present()).flag(layer.facts().isPresent());
        layer.facts().ifPresent(facts -> out.digest(facts.diffId().digest()).big(facts.tarSize())
                .big(facts.unpackedSize()));
    }

    private void image(StoredImage image) {
        images.digest(image.id().digest());
        images.digest(image.entry());
        other(image.manifest(), image.entry());
        other(image.original(), image.manifest());
        writeTime(images, image.created());
        images.number(place(platforms, image.platform())).number(stack(image.layers())).big(image.unique());
        references(image.tags());
        references(image.digests());
        images.number(image.otherNames().size());
        image.otherNames().forEach(name -> images.number(place(texts, name)));
    }

    /** Most often it is the same as the one before. */
    private void other(Digest digest, Digest before) {
        images.flag(!digest.equals(before));
        if (!digest.equals(before)) {
            images.digest(digest);
        }
    }

    private int stack(List<StoredLayer> stack) {
        Integer known = stacks.get(stack);
        if (known != null) {
            return known;
        }
        stack.forEach(layer -> place(layers, layer));
        return place(stacks, new ArrayList<>(stack));
    }

    private void references(List<Reference> references) {
        images.number(references.size());
        for (Reference reference : references) {
            images.number(place(texts, reference.domain())).number(place(texts, reference.path()));
            images.number(reference.tag().isPresent() ? place(texts, reference.tag().get()) : SealReader.NO_TAG);
            images.flag(reference.digest().isPresent());
            reference.digest().ifPresent(images::digest);
        }
    }

    private static <T> int place(Map<T, Integer> table, T value) {
        Integer known = table.putIfAbsent(value, table.size());
        return known == null ? table.size() - 1 : known;
    }
}
