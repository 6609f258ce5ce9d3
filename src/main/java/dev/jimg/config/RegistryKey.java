package dev.jimg.config;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The names under which Docker keeps a registry in its configuration and in credential helpers. */
final class RegistryKey {

    /** Docker Hub's key, a URL of the long gone first version of its API. */
    static final String HUB = "https://index.docker.io/v1/";

    private static final String HUB_DOMAIN = "docker.io";

    private RegistryKey() {}

    /** The key that docker writes and hands to helpers for the domain of a reference. */
    static String of(String registry) {
        return hostOf(registry).equals(HUB_DOMAIN) ? HUB : registry;
    }

    /**
     * The value kept for a registry: under its exact key before one that names the same host in another way
     * ({@code https://host/v1/}, {@code host}).
     */
    static <T> Optional<T> find(Map<String, T> entries, String registry) {
        T exact = entries.get(of(registry));
        if (exact != null) {
            return Optional.of(exact);
        }
        String host = hostOf(registry);
        return entries.entrySet().stream()
                .filter(entry -> hostOf(entry.getKey()).equals(host))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Whether both name the same registry, in whichever way. */
    static boolean same(String a, String b) {
        return hostOf(a).equals(hostOf(b));
    }

    private static String hostOf(String key) {
        String text = key.toLowerCase(Locale.ROOT);
        int scheme = text.indexOf("://");
        if (scheme >= 0) {
            text = text.substring(scheme + 3);
        }
        int slash = text.indexOf('/');
        String host = slash < 0 ? text : text.substring(0, slash);
        return switch (host) {
            case "index.docker.io", "registry-1.docker.io", "registry.hub.docker.com" -> HUB_DOMAIN;
            default -> host;
        };
    }
}
