package dev.jimg.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jimg.oci.Platform;
import dev.jimg.text.SafeText;

/**
 * Who answers, and what is spoken with it.
 *
 * @param podman it is Podman, whose answers differ here and there
 * @param version of the product: {@code 20.10.24}
 * @param api what is spoken: the newest that both sides know
 * @param newestApi the newest that the engine knows
 * @param platform what its containers run as
 */
public record EngineVersion(boolean podman, String version, ApiVersion api, ApiVersion newestApi, Platform platform) {

    /** {@code Docker 20.10.24}. */
    public String product() {
        return (podman ? "Podman " : "Docker ") + version;
    }

    /** @throws EngineException UNSUPPORTED if there is no version that both sides know; REMOTE if it is no engine */
    static EngineVersion of(JsonNode answer, String where) {
        Ask ask = new Ask("use the engine", where);
        ApiVersion newest = ApiVersion.parse(answer.path("ApiVersion").asText())
                .orElseThrow(() -> ask.error(EngineException.Kind.REMOTE, "what answers there is no Docker or Podman"
                        + " engine", "Is the address right?"));
        ApiVersion oldest = ApiVersion.parse(answer.path("MinAPIVersion").asText()).orElse(ApiVersion.OLDEST);
        String version = SafeText.line(answer.path("Version").asText("of unknown version"));
        boolean podman = false;
        for (JsonNode component : answer.path("Components")) {
            podman |= component.path("Name").asText().startsWith("Podman");
        }
        String product = (podman ? "Podman " : "Docker ") + version;
        if (newest.compareTo(ApiVersion.OLDEST) < 0) {
            throw ask.error(EngineException.Kind.UNSUPPORTED, product + " is too old: it speaks API version " + newest
                    + ", this program needs " + ApiVersion.OLDEST, "Update the engine.");
        }
        if (oldest.compareTo(ApiVersion.NEWEST) > 0) {
            throw ask.error(EngineException.Kind.UNSUPPORTED, product + " is too new: it speaks no API version below "
                    + oldest + ", this program knows " + ApiVersion.NEWEST, "Update jimg-tui.");
        }
        ApiVersion api = newest.compareTo(ApiVersion.NEWEST) > 0 ? ApiVersion.NEWEST : newest;
        return new EngineVersion(podman, version, api, newest, EngineJson.platform(answer, "Os", "Arch"));
    }
}
