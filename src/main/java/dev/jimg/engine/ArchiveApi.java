package dev.jimg.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jimg.oci.MalformedException;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import dev.jimg.transfer.Cancellation;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import okhttp3.HttpUrl;

/**
 * Images as tar archives, streamed both ways. Cancelling ends the request, upon which the engine stops. Every method
 * throws {@link EngineException}, and {@link java.io.UncheckedIOException} where the caller's own stream fails.
 */
public final class ArchiveApi {

    private static final String LIBPOD = "v4.0.0/libpod/images";

    private final Wire wire;
    private final EngineVersion version;

    ArchiveApi(Wire wire, EngineVersion version) {
        this.wire = wire;
        this.version = version;
    }

    /** Whether {@link #save} writes archives that are OCI image layouts too: Docker does from 25 (1.44) on. */
    public boolean savesLayouts() {
        return !version.podman() && version.api().atLeast(1, 44);
    }

    /**
     * As a docker-archive.
     *
     * @param images references or IDs, in the engine's own spelling
     * @param platform which one of an index; wants 1.48
     * @param copied hears how many bytes there were so far
     */
    public void save(List<String> images, Optional<Platform> platform, OutputStream out, LongConsumer copied,
            Cancellation cancellation) {
        Ask ask = new Ask("save", String.join(", ", images));
        HttpUrl.Builder url = url("images/get");
        images.forEach(image -> url.addQueryParameter("names", image));
        addPlatform(ask, url, platform);
        download(ask, url.build(), out, copied, cancellation);
    }

    /**
     * One image as {@link #save} writes it, for who reads it as it comes, and perhaps not to its end.
     *
     * @param image a reference or ID, in the engine's own spelling
     */
    public void read(String image, BytesReader reader, Cancellation cancellation) {
        wire.getBytes(new Ask("save", image), url("images/get").addQueryParameter("names", image).build(), reader,
                cancellation);
    }

    /** One image as an OCI archive, which Podman's own API offers. */
    public void saveOci(String image, OutputStream out, LongConsumer copied, Cancellation cancellation) {
        download(new Ask("save", image), wire.url(LIBPOD).addPathSegment(image).addPathSegment("get")
                .addQueryParameter("format", "oci-archive").build(), out, copied, cancellation);
    }

    /**
     * @param platform which one of an index; wants 1.48
     * @param sent hears how many bytes of the archive went so far
     */
    public void load(InputStream in, Optional<Platform> platform, LongConsumer sent, Consumer<LoadMessage> messages,
            Cancellation cancellation) {
        Ask ask = new Ask("load images", "");
        HttpUrl.Builder url = url("images/load").addQueryParameter("quiet", "0");
        addPlatform(ask, url, platform);
        upload(ask, url.build(), new StreamedBody(in, sent), messages, cancellation);
    }

    /**
     * Makes an image of a root file system.
     *
     * @param url where the engine fetches it from; empty for {@code in}
     * @param changes Dockerfile instructions
     */
    public void importImage(Optional<String> url, InputStream in, Optional<Reference> target, List<String> changes,
            String message, Optional<String> platform, LongConsumer sent, Consumer<LoadMessage> messages,
            Cancellation cancellation) {
        Ask ask = new Ask("import", target.map(Reference::familiar).orElse(""));
        HttpUrl.Builder create = url("images/create").addQueryParameter("fromSrc", url.orElse("-"));
        target.ifPresent(name -> create.addQueryParameter("repo", name.familiar()));
        changes.forEach(change -> create.addQueryParameter("changes", change));
        if (!message.isEmpty()) {
            create.addQueryParameter("message", message);
        }
        platform.ifPresent(wanted -> create.addQueryParameter("platform", wanted));
        upload(ask, create.build(), new StreamedBody(in, sent), messages, cancellation);
    }

    private void download(Ask ask, HttpUrl url, OutputStream out, LongConsumer copied, Cancellation cancellation) {
        TarEnd tar = new TarEnd(out);
        try {
            wire.download(ask, url, tar, copied, cancellation);
        } catch (MalformedException e) {
            throw EngineErrors.nonsense(ask, wire.where(), e);
        }
        if (!tar.complete()) {
            throw brokenOff(ask, tar.error());
        }
    }

    private EngineException brokenOff(Ask ask, String error) {
        try {
            String message = EngineJson.MAPPER.readTree(error).path("error").asText("");
            if (!message.isEmpty()) {
                return EngineErrors.inStream(ask, message);
            }
        } catch (JsonProcessingException e) {
            // Then there are no words of the engine's.
        }
        return ask.error(EngineException.Kind.REMOTE, "the engine at " + wire.where() + " ended the archive before its end",
                "Its log says why; is its disk full?");
    }

    private void upload(Ask ask, HttpUrl url, StreamedBody body, Consumer<LoadMessage> messages,
            Cancellation cancellation) {
        wire.upload(ask, url, Map.of(), body, message -> messages.accept(LoadMessage.of(checked(ask, message))),
                cancellation);
    }

    private static JsonNode checked(Ask ask, JsonNode message) {
        if (message.hasNonNull("error")) {
            throw EngineErrors.inStream(ask, message.get("error").asText());
        }
        return message;
    }

    private void addPlatform(Ask ask, HttpUrl.Builder url, Optional<Platform> platform) {
        if (platform.isEmpty()) {
            return;
        }
        if (!version.api().atLeast(1, 48)) {
            throw ask.error(EngineException.Kind.UNSUPPORTED, "choosing a platform wants API version 1.48, the engine"
                    + " speaks " + version.api(), "Leave the platform out.").spelledAs("\"--platform\" requires API"
                    + " version 1.48, but the Docker daemon API version is " + version.api());
        }
        ObjectNode json = EngineJson.MAPPER.createObjectNode();
        json.put("architecture", platform.get().architecture()).put("os", platform.get().os());
        if (!platform.get().variant().isEmpty()) {
            json.put("variant", platform.get().variant());
        }
        url.addQueryParameter("platform", json.toString());
    }

    private HttpUrl.Builder url(String path) {
        return wire.url("v" + version.api() + "/" + path);
    }
}
