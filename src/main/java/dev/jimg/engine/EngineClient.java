package dev.jimg.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jimg.config.Credentials;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import dev.jimg.transfer.Cancellation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import okhttp3.HttpUrl;

/**
 * An engine: one method for each endpoint of its API that is used. Every method blocks, may be called from any thread
 * and throws {@link EngineException}.
 *
 * <p>An image is named as the engine takes it, by reference or by (a prefix of) its ID; the caller makes sure that it is
 * one of these, since the text becomes part of a path.
 */
public final class EngineClient implements AutoCloseable {

    private final Transport transport;
    private final Wire wire;
    private volatile EngineVersion version;

    private EngineClient(Transport transport) {
        this.transport = transport;
        this.wire = new Wire(transport);
    }

    /**
     * Agrees with the engine on a version. The client owns the transport, also if this fails.
     *
     * @throws EngineException UNREACHABLE, DENIED, or UNSUPPORTED if it is too old or too new
     */
    public static EngineClient connect(Transport transport) {
        EngineClient client = new EngineClient(transport);
        try {
            client.agree();
            return client;
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
    }

    /** Asks again who is there: an engine that comes back may have been updated. */
    public void agree() {
        version = wire.get(new Ask("use the engine", ""), wire.url("version").build(),
                answer -> EngineVersion.of(answer, where()));
    }

    public EngineVersion version() {
        return version;
    }

    /** Its address. */
    public String where() {
        return transport.shown();
    }

    /**
     * @param all also the steps that others were built on
     * @param shared also how much each shares with others, where the engine tells (from 1.42)
     * @param filters docker's
     */
    public List<EngineImage> images(boolean all, boolean shared, Map<String, List<String>> filters) {
        HttpUrl.Builder url = url("images/json");
        if (all) {
            url.addQueryParameter("all", "1");
        }
        if (shared && version.api().atLeast(1, 42)) {
            url.addQueryParameter("shared-size", "1");
        }
        if (!filters.isEmpty()) {
            url.addQueryParameter("filters", EngineJson.write(filters));
        }
        return get("list images", "", url, list(EngineImage::of));
    }

    public EngineImageDetails inspect(String image) {
        return get("inspect", image, url("images/" + image + "/json"), EngineImageDetails::of);
    }

    /**
     * Any object as the engine tells it.
     *
     * @param type {@code container}, {@code network}, …: the API's name for it, in the singular
     */
    public String object(String type, String name, boolean size) {
        boolean document = type.equals("container") || type.equals("plugin");
        HttpUrl.Builder url = url(type + "s/" + name + (document ? "/json" : ""));
        if (size && type.equals("container")) {
            url.addQueryParameter("size", "1");
        }
        return get("inspect " + type, name, url, EngineJson::text);
    }

    /** The newest step first. */
    public List<EngineStep> history(String image) {
        return get("read the history of", image, url("images/" + image + "/history"), list(EngineStep::of));
    }

    public void tag(String image, Reference target) {
        wire.post(new Ask("tag", image), url("images/" + image + "/tag")
                .addQueryParameter("repo", target.familiarName())
                .addQueryParameter("tag", target.orLatest().tag().orElse(Reference.LATEST)).build());
    }

    /** @throws EngineException CONFLICT, in the engine's words, if something holds it */
    public List<EngineRemoval> remove(String image, boolean force, boolean prune) {
        return wire.delete(new Ask("remove", image), url("images/" + image)
                .addQueryParameter("force", force ? "1" : "0")
                .addQueryParameter("noprune", prune ? "0" : "1").build(), list(EngineRemoval::of));
    }

    /**
     * Lets the engine remove what nobody uses.
     *
     * @param all also what has a tag
     * @param filters docker's
     */
    public EnginePrune prune(boolean all, Map<String, List<String>> filters) {
        Ask ask = new Ask("prune images", "");
        Map<String, List<String>> whole = new LinkedHashMap<>(filters);
        if (all && version.podman()) {
            // Its form of Docker's API knows dangling images only.
            return wire.postPatiently(ask, wire.url("v4.0.0/libpod/images/prune").addQueryParameter("all", "true")
                    .addQueryParameter("filters", EngineJson.write(whole)).build(), EnginePrune::ofPodman);
        }
        whole.put("dangling", List.of(String.valueOf(!all)));
        return wire.postPatiently(ask, url("images/prune").addQueryParameter("filters", EngineJson.write(whole)).build(),
                EnginePrune::of);
    }

    /** All of them, also those that do not run; without those that are made to look at files. */
    public List<EngineContainer> containers() {
        return get("list containers", "", url("containers/json").addQueryParameter("all", "1"),
                list(EngineContainer::of)).stream().filter(container -> !container.forFiles()).toList();
    }

    /** All that concerns containers one by one. */
    public ContainerEndpoints containerEndpoints() {
        return new ContainerEndpoints(wire, version);
    }

    /** What the engine says of itself. */
    public EngineAbout about() {
        return get("ask the engine about itself", "", url("info"), EngineAbout::of);
    }

    /** Before 1.42 the engine also measures volumes and containers for this, which may take seconds. */
    public EngineDiskUse diskUse() {
        HttpUrl.Builder url = url("system/df");
        if (version.api().atLeast(1, 42)) {
            url.addQueryParameter("type", "image");
        }
        return get("read the disk usage", "", url, EngineDiskUse::of);
    }

    /** Everything that takes disk; the engine measures it all for this, which may take long. */
    public EngineUsage usage() {
        return wire.getPatiently(new Ask("read the disk usage", ""), url("system/df").build(), EngineUsage::of);
    }

    /**
     * Lets the engine pull. Cancelling ends the request, upon which the engine stops.
     *
     * @throws EngineException what the engine reports, also in the middle of it
     */
    public void pull(Reference reference, Optional<Platform> platform, Optional<Credentials> credentials,
            Consumer<PullMessage> messages, Cancellation cancellation) {
        Ask ask = new Ask("pull", reference.familiar());
        HttpUrl.Builder url = url("images/create").addQueryParameter("fromImage", reference.familiarName())
                .addQueryParameter("tag", reference.target());
        platform.ifPresent(wanted -> url.addQueryParameter("platform", wanted.toString()));
        Map<String, String> headers = credentials
                .map(known -> Map.of(RegistryAuth.HEADER, RegistryAuth.value(reference.domain(), known)))
                .orElse(Map.of());
        wire.postStream(ask, url.build(), headers, message -> {
            if (message.hasNonNull("error")) {
                throw EngineErrors.inStream(ask, message.get("error").asText());
            }
            messages.accept(PullMessage.of(message));
        }, cancellation);
    }

    /** Building from Dockerfiles. */
    public BuildApi builds() {
        return new BuildApi(wire, version);
    }

    /** Images as tar archives. */
    public ArchiveApi archives() {
        return new ArchiveApi(wire, version);
    }

    /**
     * Lets the engine push. Cancelling ends the request, upon which the engine stops.
     *
     * @param platform only this image of an index; from 1.46
     * @throws EngineException what the engine reports, also in the middle of it; UNSUPPORTED for a platform before 1.46
     */
    public void push(Reference target, Optional<Platform> platform, Optional<Credentials> credentials,
            Consumer<PushMessage> messages, Cancellation cancellation) {
        Ask ask = new Ask("push", target.familiar());
        HttpUrl.Builder url = url("images/" + target.familiarName() + "/push")
                .addQueryParameter("tag", target.target());
        if (platform.isPresent()) {
            if (!version.api().atLeast(1, 46)) {
                throw ask.error(EngineException.Kind.UNSUPPORTED, "choosing a platform wants API version 1.46, the engine"
                        + " speaks " + version.api(), "Leave the platform out.").spelledAs("\"--platform\" requires API"
                        + " version 1.46, but the Docker daemon API version is " + version.api());
            }
            url.addQueryParameter("platform", EngineJson.platform(platform.get()));
        }
        // Docker refuses a push without the header, also where nobody is logged in.
        String auth = credentials.map(known -> RegistryAuth.value(target.domain(), known)).orElse(RegistryAuth.NOBODY);
        wire.postStream(ask, url.build(), Map.of(RegistryAuth.HEADER, auth), message -> {
            if (message.hasNonNull("error")) {
                throw EngineErrors.inStream(ask, message.get("error").asText());
            }
            messages.accept(PushMessage.of(message));
        }, cancellation);
    }

    /**
     * Hands over what happens to images and containers from now on, until it is cancelled or the engine goes.
     *
     * @param opened called once the engine listens
     */
    public void events(Runnable opened, Consumer<EngineEvent> events, Cancellation cancellation) {
        HttpUrl url = url("events")
                .addQueryParameter("filters", EngineJson.write(Map.of("type", List.of("image", "container")))).build();
        wire.getStream(new Ask("hear the events of the engine", ""), url, opened,
                message -> events.accept(EngineEvent.of(message)), cancellation);
    }

    @Override
    public void close() {
        transport.close();
    }

    private <T> T get(String operation, String subject, HttpUrl.Builder url, Function<JsonNode, T> read) {
        return wire.get(new Ask(operation, subject), url.build(), read);
    }

    private HttpUrl.Builder url(String path) {
        return wire.url("v" + version.api() + "/" + path);
    }

    private static <T> Function<JsonNode, List<T>> list(Function<JsonNode, T> read) {
        return array -> {
            List<T> result = new ArrayList<>(array.size());
            EngineJson.list(array).forEach(row -> result.add(read.apply(row)));
            return List.copyOf(result);
        };
    }
}
