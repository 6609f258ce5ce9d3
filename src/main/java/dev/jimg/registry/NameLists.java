package dev.jimg.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jimg.oci.Reference;
import dev.jimg.registry.RegistryException.Kind;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import okhttp3.HttpUrl;

/**
 * {@code /v2/<name>/tags/list} and {@code /v2/_catalog}, page by page, and {@code /v2/} itself.
 *
 * <p>Names that break the grammar are left out: nothing could be asked for under them.
 */
final class NameLists {

    private static final int PAGE = 1000;
    private static final int MAX_PAGES = 2000;
    /** More than any registry has of one kind, and few enough for the memory. */
    private static final int MAX_NAMES = 500_000;
    private static final int MAX_PAGE_BYTES = 16 * 1024 * 1024;

    private final Transport transport;
    private final Cancellation cancellation;

    NameLists(Transport transport, Cancellation cancellation) {
        this.transport = transport;
        this.cancellation = cancellation;
    }

    NameList tags(Reference repository, int limit) {
        int page = limit > 0 ? Math.min(limit, PAGE) : PAGE;
        Ask ask = Ask.get("v2/" + repository.path() + "/tags/list?n=" + page, Ask.pullScope(repository.path()),
                "list the tags of", repository.familiarName());
        return collect(repository.domain(), ask, "tags", limit, Reference::isTag);
    }

    NameList catalog(String domain, String part, int limit) {
        Ask ask = Ask.get("v2/_catalog?n=" + PAGE, "registry:catalog:*", "list the repositories of", domain);
        if (domain.equals(Reference.HUB)) {
            throw new RegistryException(Kind.UNSUPPORTED, ask.operation(), "Docker Hub", "it offers no catalogue",
                    "Search it instead.", null);
        }
        return collect(domain, ask, "repositories", limit,
                name -> name.contains(part) && Reference.tryParse(domain + "/" + name).isPresent());
    }

    /** One page, and where the next one is. */
    private record Page(List<String> names, Optional<HttpUrl> next, Endpoint endpoint) {}

    private NameList collect(String domain, Ask first, String field, int limit, Predicate<String> wanted) {
        List<String> names = new ArrayList<>();
        Set<HttpUrl> seen = new HashSet<>();
        int most = limit > 0 ? Math.min(limit, MAX_NAMES) : MAX_NAMES;
        Page page = transport.call(domain, first, cancellation, (answer, endpoint) ->
                read(answer, endpoint, first, field));
        for (int pages = 1; ; pages++) {
            for (String name : page.names()) {
                if (wanted.test(name)) {
                    if (names.size() == most) {
                        return new NameList(names, false);
                    }
                    names.add(name);
                }
            }
            if (page.next().isEmpty()) {
                return new NameList(names, true);
            }
            HttpUrl next = page.next().get();
            // A list that leads back to itself, or never ends, is cut: what is here is worth showing.
            if (!seen.add(next) || pages == MAX_PAGES || names.size() == most) {
                return new NameList(names, false);
            }
            Ask ask = first.at(next.toString());
            page = transport.call(page.endpoint(), ask, cancellation, (answer, endpoint) ->
                    read(answer, endpoint, ask, field));
        }
    }

    private static Page read(Answer answer, Endpoint endpoint, Ask ask, String field) throws IOException {
        RegistryErrors errors = new RegistryErrors(ask, endpoint);
        try (answer) {
            byte[] bytes = answer.readUpTo(MAX_PAGE_BYTES).orElseThrow(() -> errors.error(Kind.REMOTE,
                    "a page of the list is larger than 16 MiB", ""));
            List<String> names = new ArrayList<>();
            for (JsonNode name : parse(bytes, errors).path(field)) {
                if (name.isTextual()) {
                    names.add(name.textValue());
                }
            }
            Optional<HttpUrl> next = LinkHeader.next(answer.headers("Link"), ask.url(endpoint));
            if (next.isPresent() && !endpoint.isOriginOf(next.get())) {
                throw errors.error(Kind.REMOTE, "its list goes on at another host (" + next.get().host() + ")", "");
            }
            return new Page(names, next, endpoint);
        }
    }

    private static JsonNode parse(byte[] bytes, RegistryErrors errors) {
        try {
            return Json.parse(bytes);
        } catch (IOException e) {
            throw errors.error(Kind.REMOTE, "the answer is not JSON",
                    "Is this the address of a registry? Something else may listen there.");
        }
    }
}
