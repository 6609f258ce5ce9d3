package dev.jimg.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jimg.registry.RegistryException.Kind;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Docker Hub's search, {@code GET /v1/search}: the part of the first registry API that lives on. */
final class HubSearch {

    private static final String OFFICIAL = "library/";
    private static final int MAX_PAGE = 100;
    private static final int MAX_BYTES = 4 * 1024 * 1024;

    private final Transport transport;
    private final URI base;
    private final Cancellation cancellation;

    HubSearch(Transport transport, URI base, Cancellation cancellation) {
        this.transport = transport;
        this.base = base;
        this.cancellation = cancellation;
    }

    /** One page, and whether another one follows. */
    private record Page(List<HubResults.Hit> hits, boolean last) {}

    HubResults search(String term, int limit) {
        // As docker: official images are listed without their namespace.
        String query = term.startsWith(OFFICIAL) ? term.substring(OFFICIAL.length()) : term;
        int size = Math.max(1, Math.min(limit, MAX_PAGE));
        List<HubResults.Hit> hits = new ArrayList<>();
        for (int number = 1; ; number++) {
            Page page = page(query, size, number);
            for (HubResults.Hit hit : page.hits()) {
                if (hits.size() == limit) {
                    return new HubResults(hits, false);
                }
                hits.add(hit);
            }
            if (page.last() || page.hits().isEmpty()) {
                return new HubResults(hits, true);
            }
            if (hits.size() >= limit) {
                return new HubResults(hits, false);
            }
        }
    }

    private Page page(String query, int size, int number) {
        String path = "v1/search?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8) + "&n=" + size
                + (number > 1 ? "&page=" + number : "");
        Ask ask = Ask.get(path, "", "search", "Docker Hub");
        Endpoint endpoint = place(ask);
        return transport.call(endpoint, ask, cancellation,
                (answer, place) -> read(answer, new RegistryErrors(ask, place), number));
    }

    private Endpoint place(Ask ask) {
        try {
            return transport.endpoints().at(base, "", false);
        } catch (IllegalArgumentException e) {
            throw new RegistryException(Kind.INVALID, ask.operation(), ask.subject(), "JIMG_HUB_URL is no http URL",
                    "Set it to https://host, or unset it.", e);
        }
    }

    private static Page read(Answer answer, RegistryErrors errors, int number) throws IOException {
        try (answer) {
            byte[] bytes = answer.readUpTo(MAX_BYTES).orElseThrow(() -> errors.error(Kind.REMOTE,
                    "the answer is larger than 4 MiB", ""));
            JsonNode root;
            try {
                root = Json.parse(bytes);
            } catch (IOException e) {
                throw errors.error(Kind.REMOTE, "the answer is not JSON", "Try again later.");
            }
            List<HubResults.Hit> hits = new ArrayList<>();
            for (JsonNode hit : root.path("results")) {
                String name = hit.path("name").asText("");
                if (!name.isEmpty()) {
                    hits.add(new HubResults.Hit(name, hit.path("description").asText(""),
                            hit.path("star_count").asInt(0), hit.path("is_official").asBoolean(false),
                            hit.path("is_automated").asBoolean(false)));
                }
            }
            return new Page(hits, number >= root.path("num_pages").asInt(number));
        }
    }
}
