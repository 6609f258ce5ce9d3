package dev.jimg.oci;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * What an image is and how it was made (OCI image spec, «Image Configuration»).
 *
 * @param diffIds the uncompressed layers, the lowest first
 * @param history the steps, the oldest first; may be empty
 */
public record ImageConfig(RawDocument raw, Optional<Instant> created, String author, String comment,
        Platform platform, ContainerConfig container, List<DiffId> diffIds, List<HistoryEntry> history) {

    public ImageConfig {
        diffIds = List.copyOf(diffIds);
        history = List.copyOf(history);
    }

    /** @throws MalformedException if the bytes are no image config */
    public static ImageConfig parse(byte[] bytes) {
        RawDocument raw = RawDocument.of(bytes);
        String what = "image config " + raw.digest();
        JsonFields fields = new JsonFields(JsonFields.parse(bytes, what), what);
        List<DiffId> diffIds = fields.object("rootfs").map(rootfs -> rootfs.texts("diff_ids")).orElse(List.of())
                .stream().map(text -> diffId(fields, text)).toList();
        return new ImageConfig(raw, instant(fields, "created"), fields.text("author").orElse(""),
                fields.text("comment").orElse(""), fields.platform(),
                fields.object("config").map(ContainerConfig::read).orElse(ContainerConfig.EMPTY), diffIds,
                fields.objects("history").stream().map(ImageConfig::historyEntry).toList());
    }

    /** The document as a tree, for what shows it whole. */
    public JsonNode tree() {
        return JsonFields.parse(raw.bytes(), "image config " + raw.digest());
    }

    public ImageId imageId() {
        return new ImageId(raw.digest());
    }

    private static HistoryEntry historyEntry(JsonFields fields) {
        return new HistoryEntry(instant(fields, "created"), fields.text("created_by").orElse(""),
                fields.text("author").orElse(""), fields.text("comment").orElse(""), fields.flag("empty_layer"));
    }

    private static DiffId diffId(JsonFields fields, String text) {
        try {
            return DiffId.parse(text);
        } catch (MalformedException e) {
            throw fields.malformed("rootfs.diff_ids: " + e.getMessage());
        }
    }

    private static Optional<Instant> instant(JsonFields fields, String field) {
        return fields.text(field).map(text -> {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeException e) {
                throw fields.malformed("\"" + field + "\" is no RFC 3339 time: \"" + text + "\"");
            }
        });
    }
}
