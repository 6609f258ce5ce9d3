package dev.jimg.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jimg.config.Credentials;
import dev.jimg.transfer.Cancellation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import okhttp3.HttpUrl;

/** The classic builder of an engine ({@code POST /build}), which Podman's follows. */
public final class BuildApi {

    private static final String CREDENTIALS = "X-Registry-Config";

    private final Wire wire;
    private final EngineVersion version;

    BuildApi(Wire wire, EngineVersion version) {
        this.wire = wire;
        this.version = version;
    }

    /**
     * Builds. Cancelling ends the request, upon which the engine stops and takes the container of the step away.
     *
     * @param context a tar, plain or compressed; nothing where the engine fetches it
     * @param credentials by registry, under the names that Docker's configuration has for them
     * @param sent hears how many bytes of the context went so far
     * @throws EngineException what the engine reports, also in the middle of it
     */
    public void build(BuildOptions options, UploadContent context, Map<String, Credentials> credentials,
            LongConsumer sent, Consumer<BuildMessage> messages, Cancellation cancellation) {
        Ask ask = new Ask("build", String.join(", ", options.tags()));
        Map<String, String> headers = credentials.isEmpty() ? Map.of() : Map.of(CREDENTIALS, header(credentials));
        wire.upload(ask, url(options), headers, new StreamedBody(context, sent),
                message -> messages.accept(BuildMessage.of(checked(ask, message))), cancellation);
    }

    /** @param freed bytes, as the engine counts */
    public record Pruned(List<String> removed, long freed) {}

    /**
     * {@code POST /build/prune}: what BuildKit keeps; the classic builder keeps nothing but images.
     *
     * @param reserved bytes that may always stay, 0 for none; so called since API 1.48, {@code keep-storage} before
     * @param most bytes that may stay at the most; engines before API 1.48 do not hear of it
     * @param free bytes of the disk that should be free afterwards, the same way
     */
    public Pruned prune(boolean all, Map<String, List<String>> filters, long reserved, long most, long free) {
        HttpUrl.Builder url = wire.url("v" + version.api() + "/build/prune")
                .addQueryParameter("filters", EngineJson.write(filters));
        if (all) {
            url.addQueryParameter("all", "1");
        }
        boolean known = version.api().atLeast(1, 48);
        addLimit(url, known ? "reserved-space" : "keep-storage", reserved);
        if (known) {
            addLimit(url, "max-used-space", most);
            addLimit(url, "min-free-space", free);
        }
        return wire.postPatiently(new Ask("prune the build cache", ""), url.build(), answer -> {
            List<String> removed = new ArrayList<>();
            EngineJson.object(answer).path("CachesDeleted").forEach(id -> removed.add(id.asText()));
            return new Pruned(List.copyOf(removed), answer.path("SpaceReclaimed").asLong());
        });
    }

    private static void addLimit(HttpUrl.Builder url, String name, long bytes) {
        if (bytes > 0) {
            url.addQueryParameter(name, Long.toString(bytes));
        }
    }

    private HttpUrl url(BuildOptions options) {
        HttpUrl.Builder url = wire.url("v" + version.api() + "/build")
                .addQueryParameter("dockerfile", options.dockerfile())
                .addQueryParameter("networkmode", options.network())
                .addQueryParameter("buildargs", buildArgs(options.buildArgs()))
                .addQueryParameter("labels", EngineJson.write(options.labels()))
                .addQueryParameter("rm", options.remove() ? "1" : "0");
        if (options.alwaysRemove()) {
            url.addQueryParameter("forcerm", "1");
        }
        options.tags().forEach(tag -> url.addQueryParameter("t", tag));
        options.remote().ifPresent(remote -> url.addQueryParameter("remote", remote));
        options.target().ifPresent(target -> url.addQueryParameter("target", target));
        options.platform().ifPresent(platform -> url.addQueryParameter("platform", platform.toString()));
        if (options.noCache()) {
            url.addQueryParameter("nocache", "1");
        }
        if (options.pull()) {
            url.addQueryParameter("pull", "1");
        }
        return url.build();
    }

    private static String buildArgs(Map<String, Optional<String>> values) {
        ObjectNode json = EngineJson.MAPPER.createObjectNode();
        values.forEach((name, value) -> json.put(name, value.orElse(null)));
        return json.toString();
    }

    private static String header(Map<String, Credentials> credentials) {
        ObjectNode json = EngineJson.MAPPER.createObjectNode();
        credentials.forEach((registry, known) -> json.set(registry, RegistryAuth.json(registry, known)));
        return Base64.getUrlEncoder().encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode checked(Ask ask, JsonNode message) {
        if (message.hasNonNull("error")) {
            throw EngineErrors.inStream(ask, message.get("error").asText());
        }
        return message;
    }
}
