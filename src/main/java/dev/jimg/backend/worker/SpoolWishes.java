package dev.jimg.backend.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import dev.jimg.service.BackgroundWish;
import dev.jimg.service.CopyPlace;
import dev.jimg.service.CopyRequest;
import dev.jimg.service.PullRequest;
import dev.jimg.service.PushRequest;
import dev.jimg.service.archive.SaveRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is wanted as JSON and back. Reading throws {@link IllegalArgumentException} at whatever is not ours. */
final class SpoolWishes {

    private SpoolWishes() {}

    static void write(BackgroundWish wish, ObjectNode into) {
        into.put("kind", wish.kind());
        if (wish instanceof BackgroundWish.Pull pull) {
            reference(pull.what().reference(), pull.what().platform(), into);
        } else if (wish instanceof BackgroundWish.Push push) {
            reference(push.what().reference(), push.what().platform(), into);
            push.image().ifPresent(image -> into.put("image", image));
        } else if (wish instanceof BackgroundWish.Save save) {
            into.put("file", save.file().toString()).put("format", save.what().format().name());
            texts(save.what().images(), into.putArray("images"));
            save.what().platform().ifPresent(platform -> into.put("platform", platform.toString()));
        } else if (wish instanceof BackgroundWish.Load load) {
            into.put("file", load.file().toString());
        } else if (wish instanceof BackgroundWish.Import in) {
            into.put("source", in.source());
            in.target().ifPresent(target -> into.put("target", target.toString()));
        } else if (wish instanceof BackgroundWish.Copy copy) {
            copy(copy, into);
        } else if (wish instanceof BackgroundWish.Build build) {
            into.put("directory", build.directory().toString());
            build.dockerfile().ifPresent(file -> into.put("dockerfile", file));
            texts(build.tags().stream().map(Reference::toString).toList(), into.putArray("tags"));
        }
    }

    private static void reference(Reference reference, Optional<Platform> platform, ObjectNode into) {
        into.put("reference", reference.toString());
        platform.ifPresent(known -> into.put("platform", known.toString()));
    }

    private static void copy(BackgroundWish.Copy copy, ObjectNode into) {
        CopyRequest what = copy.what();
        into.put("from", copy.from()).put("to", copy.to()).put("all", what.allPlatforms());
        what.platform().ifPresent(platform -> into.put("platform", platform.toString()));
        place(what.source(), into.putObject("source"));
        place(what.target(), into.putObject("target"));
    }

    private static void place(CopyPlace place, ObjectNode into) {
        into.put("kind", place.kind().name()).put("where", place.where()).put("image", place.image());
    }

    private static void texts(List<String> texts, ArrayNode into) {
        texts.forEach(into::add);
    }

    static BackgroundWish read(JsonNode from) {
        Optional<Platform> platform = SpoolJson.optional(from, "platform").map(Platform::parse);
        return switch (SpoolJson.text(from, "kind")) {
            case "pull" -> new BackgroundWish.Pull(new PullRequest(reference(from, "reference"), platform));
            case "push" -> new BackgroundWish.Push(new PushRequest(reference(from, "reference"), platform),
                    SpoolJson.optional(from, "image"));
            case "save" -> new BackgroundWish.Save(new SaveRequest(texts(from.path("images")),
                    SaveRequest.Format.valueOf(SpoolJson.text(from, "format")), platform), path(from, "file"));
            case "load" -> new BackgroundWish.Load(path(from, "file"));
            case "import" -> new BackgroundWish.Import(SpoolJson.text(from, "source"),
                    SpoolJson.optional(from, "target").map(Reference::parse));
            case "copy" -> new BackgroundWish.Copy(new CopyRequest(place(from.path("source")),
                    place(from.path("target")), platform, from.path("all").asBoolean()), SpoolJson.text(from, "from"),
                    SpoolJson.text(from, "to"));
            case "build" -> new BackgroundWish.Build(path(from, "directory"), SpoolJson.optional(from, "dockerfile"),
                    texts(from.path("tags")).stream().map(Reference::parse).toList());
            default -> throw new IllegalArgumentException("unknown kind");
        };
    }

    private static Reference reference(JsonNode from, String field) {
        return Reference.parse(SpoolJson.text(from, field));
    }

    private static Path path(JsonNode from, String field) {
        return Path.of(SpoolJson.text(from, field));
    }

    private static CopyPlace place(JsonNode from) {
        return new CopyPlace(CopyPlace.Kind.valueOf(SpoolJson.text(from, "kind")), SpoolJson.text(from, "where"),
                SpoolJson.text(from, "image"));
    }

    private static List<String> texts(JsonNode from) {
        List<String> texts = new ArrayList<>();
        from.forEach(one -> texts.add(one.asText()));
        return texts;
    }
}
