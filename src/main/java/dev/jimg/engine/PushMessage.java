package dev.jimg.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jimg.oci.Digest;
import dev.jimg.oci.MalformedException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One message of the stream that {@code POST /images/{name}/push} answers with.
 *
 * @param id the layer it is about: the first 12 hex digits of its DiffID; empty if it is about the whole
 * @param status in the engine's words: {@code Mounted from library/nginx}
 * @param current bytes done, -1 if it does not tell
 * @param total bytes to do, -1 if it does not tell
 * @param pushed what the registry has now, where this is the message that tells it
 */
public record PushMessage(String id, String status, long current, long total, Optional<Pushed> pushed) {

    /** Podman, and engines before 1.24, tell the end in words alone. */
    private static final Pattern DIGEST = Pattern.compile(".*digest: (sha\\d+:[0-9a-f]+) size: (\\d{1,9})");

    /** @param size bytes of the manifest */
    public record Pushed(Digest digest, long size) {}

    static PushMessage of(JsonNode message) {
        PullMessage plain = PullMessage.of(message);
        return new PushMessage(plain.id(), plain.status(), plain.current(), plain.total(), pushed(message));
    }

    private static Optional<Pushed> pushed(JsonNode message) {
        JsonNode aux = message.path("aux");
        try {
            if (aux.hasNonNull("Digest")) {
                return Optional.of(new Pushed(Digest.parse(aux.get("Digest").asText()), aux.path("Size").asLong()));
            }
            Matcher words = DIGEST.matcher(message.path("status").asText(""));
            return words.matches()
                    ? Optional.of(new Pushed(Digest.parse(words.group(1)), Long.parseLong(words.group(2))))
                    : Optional.empty();
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }
}
