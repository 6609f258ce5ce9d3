package dev.jimg.config;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/**
 * Docker Hub's mirrors and the registries that may be spoken to without TLS or without a trusted certificate.
 *
 * <p>They are read from this program's settings first ({@code [registries]}, {@code mirrors} and {@code insecure}), then
 * from the engine's {@code daemon.json} (the user's for a rootless engine, then the machine's) under docker's names:
 * {@code "registry-mirrors": ["https://mirror"]} and {@code "insecure-registries": ["host:5000", "10.0.0.0/8"]}. All
 * lists add up.
 *
 * @param mirrors in the order in which they are tried
 * @param insecureHosts {@code host[:port]}, as references name them
 */
public record RegistriesConfig(List<URI> mirrors, Set<String> insecureHosts, List<Cidr> insecureNetworks) {

    public RegistriesConfig {
        mirrors = List.copyOf(mirrors);
        insecureHosts = Set.copyOf(insecureHosts);
        insecureNetworks = List.copyOf(insecureNetworks);
    }

    /** @throws ConfigException naming the file and the entry that cannot be used */
    public static RegistriesConfig load(Environment environment) {
        Set<URI> mirrors = new LinkedHashSet<>();
        Set<String> hosts = new LinkedHashSet<>();
        List<Cidr> networks = new ArrayList<>();
        OwnSettings own = OwnSettings.load(environment);
        own.mirrors().forEach(text -> mirrors.add(mirror(text, own::invalid)));
        own.insecure().forEach(entry -> Cidr.parse(entry).ifPresentOrElse(networks::add, () -> hosts.add(host(entry))));
        for (JsonFile file : files(environment)) {
            file.texts("registry-mirrors").forEach(text -> mirrors.add(mirror(text, file::invalid)));
            for (String entry : file.texts("insecure-registries")) {
                Cidr.parse(entry).ifPresentOrElse(networks::add, () -> hosts.add(host(entry)));
            }
        }
        return new RegistriesConfig(List.copyOf(mirrors), hosts, networks);
    }

    /** Whether this registry was named, or its address lies in a network that was named. May ask a name server. */
    public boolean isInsecure(HostPort registry) {
        if (insecureHosts.contains(registry.toString())) {
            return true;
        }
        if (insecureNetworks.isEmpty()) {
            return false;
        }
        return registry.address().map(this::isInNetwork).orElseGet(() -> resolvesIntoNetwork(registry.host()));
    }

    private boolean isInNetwork(InetAddress address) {
        return insecureNetworks.stream().anyMatch(network -> network.contains(address));
    }

    private boolean resolvesIntoNetwork(String host) {
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (isInNetwork(address)) {
                    return true;
                }
            }
            return false;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static List<JsonFile> files(Environment environment) {
        Path rootless = environment.configHome().resolve("docker").resolve("daemon.json");
        return List.of(JsonFile.readIfAllowed(rootless),
                JsonFile.readIfAllowed(environment.etc("docker/daemon.json")));
    }

    private static URI mirror(String text, Function<String, ConfigException> invalid) {
        try {
            URI uri = URI.create(text);
            boolean usable = ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
                    && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
            if (usable) {
                return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : uri;
            }
        } catch (IllegalArgumentException e) {
            // Falls through to the same words.
        }
        throw invalid.apply("a mirror of Docker Hub wants to be http(s)://host[:port][/path]");
    }

    private static String host(String entry) {
        String text = entry.toLowerCase(Locale.ROOT).replaceFirst("^https?://", "");
        return HostPort.parse(text.endsWith("/") ? text.substring(0, text.length() - 1) : text).toString();
    }
}
