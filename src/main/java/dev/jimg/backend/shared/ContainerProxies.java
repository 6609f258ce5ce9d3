package dev.jimg.backend.shared;

import dev.jimg.config.DockerConfig;
import dev.jimg.config.Environment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The proxies of docker's settings, which docker hands to every container that is made and to every build. What a
 * person says of the same variable wins.
 *
 * @param daemon the engine's URL; empty without one
 */
public record ContainerProxies(Environment environment, String daemon) {

    /**
     * The variables of a container.
     *
     * @param wishes {@code NAME=value}; a name alone takes the image's variable away
     * @throws dev.jimg.config.ConfigException if the settings cannot be read
     */
    public List<String> environment(List<String> wishes) {
        Set<String> named = wishes.stream().map(wish -> wish.split("=", 2)[0]).collect(Collectors.toSet());
        List<String> all = new ArrayList<>(wishes);
        proxies().forEach((name, value) -> {
            if (!named.contains(name)) {
                all.add(name + "=" + value);
            }
        });
        return all;
    }

    /** The same for the arguments of a build, where one without a value is said too. */
    public Map<String, Optional<String>> buildArgs(Map<String, Optional<String>> wishes) {
        Map<String, Optional<String>> all = new LinkedHashMap<>(wishes);
        proxies().forEach((name, value) -> all.putIfAbsent(name, Optional.of(value)));
        return all;
    }

    private Map<String, String> proxies() {
        return DockerConfig.load(environment).containerProxies(daemon);
    }
}
