package dev.jimg.backend.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jimg.oci.Digest;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.Reference;
import dev.jimg.service.CopyResult;
import dev.jimg.service.PullResult;
import dev.jimg.service.PushResult;
import dev.jimg.service.TransferOutcome;

/** What came of a transfer as JSON and back. Reading throws {@link IllegalArgumentException} at whatever is not ours. */
final class SpoolOutcomes {

    private SpoolOutcomes() {}

    static void write(TransferOutcome outcome, ObjectNode into) {
        into.put("kind", outcome.getClass().getSimpleName());
        if (outcome instanceof TransferOutcome.Pulled pulled) {
            PullResult result = pulled.result();
            into.put("reference", result.reference().toString()).put("digest", result.digest().toString());
            into.put("image", result.image().toString()).put("fresh", result.fresh()).put("fetched", result.fetched());
        } else if (outcome instanceof TransferOutcome.Pushed pushed) {
            PushResult result = pushed.result();
            into.put("reference", result.reference().toString()).put("digest", result.digest().toString());
            into.put("size", result.size()).put("sent", result.sent());
        } else if (outcome instanceof TransferOutcome.Copied copied) {
            CopyResult result = copied.result();
            into.put("name", result.name().toString()).put("moved", result.moved());
            result.digest().ifPresent(digest -> into.put("digest", digest.toString()));
        } else if (outcome instanceof TransferOutcome.Saved saved) {
            into.put("bytes", saved.bytes());
        } else if (outcome instanceof TransferOutcome.Loaded loaded) {
            into.put("count", loaded.count()).put("first", loaded.first());
        } else if (outcome instanceof TransferOutcome.Imported imported) {
            into.put("image", imported.image().toString());
        } else if (outcome instanceof TransferOutcome.Built built) {
            into.put("image", built.image().toString());
        }
    }

    static TransferOutcome read(JsonNode from) {
        return switch (SpoolJson.text(from, "kind")) {
            case "Pulled" -> new TransferOutcome.Pulled(new PullResult(reference(from, "reference"), digest(from),
                    image(from), from.path("fresh").asBoolean(), from.path("fetched").asLong()));
            case "Pushed" -> new TransferOutcome.Pushed(new PushResult(reference(from, "reference"), digest(from),
                    from.path("size").asLong(), from.path("sent").asLong()));
            case "Copied" -> new TransferOutcome.Copied(new CopyResult(reference(from, "name"),
                    SpoolJson.optional(from, "digest").map(Digest::parse), from.path("moved").asLong()));
            case "Saved" -> new TransferOutcome.Saved(from.path("bytes").asLong());
            case "Loaded" -> new TransferOutcome.Loaded(from.path("count").asInt(), SpoolJson.text(from, "first"));
            case "Imported" -> new TransferOutcome.Imported(image(from));
            case "Built" -> new TransferOutcome.Built(image(from));
            default -> throw new IllegalArgumentException("unknown outcome");
        };
    }

    private static Reference reference(JsonNode from, String field) {
        return Reference.parse(SpoolJson.text(from, field));
    }

    private static Digest digest(JsonNode from) {
        return Digest.parse(SpoolJson.text(from, "digest"));
    }

    private static ImageId image(JsonNode from) {
        return ImageId.parse(SpoolJson.text(from, "image"));
    }
}
