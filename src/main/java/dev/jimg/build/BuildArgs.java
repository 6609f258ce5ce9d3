package dev.jimg.build;

import dev.jimg.oci.Platform;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The ARGs of a build and of one stage of it (Dockerfile reference, «ARG», «Scope»).
 *
 * <p>A value is looked for where the person gave one, then in the ARG itself, then among those before the first FROM.
 */
final class BuildArgs {

    /** Known without an ARG, and in no history, because they say how this machine reaches others. */
    private static final Set<String> PROXIES = Set.of("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy",
            "FTP_PROXY", "ftp_proxy", "NO_PROXY", "no_proxy", "ALL_PROXY", "all_proxy");

    private static final String SOURCE_DATE_EPOCH = "SOURCE_DATE_EPOCH";

    private final Map<String, String> given;
    private final Map<String, String> globals;
    private final Map<String, String> declared = new TreeMap<>();
    private final Set<String> used;

    private BuildArgs(Map<String, String> given, Map<String, String> globals, Set<String> used) {
        this.given = given;
        this.globals = globals;
        this.used = used;
    }

    /** For the part before the first FROM, with the platforms that BuildKit offers there. */
    static BuildArgs global(Map<String, String> given, Platform target) {
        BuildArgs args = new BuildArgs(given, new LinkedHashMap<>(), new TreeSet<>());
        args.platform("BUILD", Platform.local());
        args.platform("TARGET", target);
        return args;
    }

    private void platform(String prefix, Platform platform) {
        globals.put(prefix + "PLATFORM", platform.toString());
        globals.put(prefix + "OS", platform.os());
        globals.put(prefix + "ARCH", platform.architecture());
        globals.put(prefix + "VARIANT", platform.variant());
    }

    /** For a stage that begins anew. */
    BuildArgs stage() {
        return new BuildArgs(given, globals, used);
    }

    /** For a stage that goes on from this one. */
    BuildArgs copy() {
        BuildArgs copy = stage();
        copy.declared.putAll(declared);
        return copy;
    }

    /** An ARG before the first FROM. */
    void declareGlobal(String name, Optional<String> value) {
        used.add(name);
        Optional.ofNullable(given.get(name)).or(() -> value).ifPresent(v -> globals.put(name, v));
    }

    Optional<String> global(String name) {
        return Optional.ofNullable(globals.get(name));
    }

    /** An ARG of a stage. */
    void declare(String name, Optional<String> value) {
        used.add(name);
        Optional.ofNullable(given.get(name)).or(() -> value).or(() -> global(name))
                .ifPresent(v -> declared.put(name, v));
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(declared.get(name));
    }

    /** Those declared that have a value, sorted by name. */
    Map<String, String> declared() {
        return declared;
    }

    /** The proxies that were given: for the environment of RUN, and for nothing that lasts. */
    Map<String, String> proxies() {
        Map<String, String> proxies = new TreeMap<>();
        given.forEach((name, value) -> {
            if (PROXIES.contains(name) && !declared.containsKey(name)) {
                proxies.put(name, value);
            }
        });
        return proxies;
    }

    /** What was given and no ARG asked for. */
    Set<String> unused() {
        Set<String> unused = new TreeSet<>(given.keySet());
        unused.removeAll(used);
        unused.removeAll(PROXIES);
        unused.remove(SOURCE_DATE_EPOCH);
        return unused;
    }
}
