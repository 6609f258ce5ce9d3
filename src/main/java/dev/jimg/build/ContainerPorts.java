package dev.jimg.build;

import dev.jimg.oci.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The ports of EXPOSE, written as docker writes a published port: {@code [[ip:]host:]port[-port][/protocol]}. */
final class ContainerPorts {

    private static final Set<String> PROTOCOLS = Set.of("tcp", "udp", "sctp");
    private static final int MAX_PORT = 65535;

    private ContainerPorts() {}

    /**
     * The container's ports, one by one: {@code 80/tcp}. What a host should map them to says nothing for an image.
     *
     * @throws MalformedException in docker's words
     */
    static List<String> parse(String spec) {
        int slash = spec.indexOf('/');
        String protocol = slash < 0 || slash + 1 == spec.length()
                ? "tcp" : spec.substring(slash + 1).toLowerCase(Locale.ROOT);
        String ports = slash < 0 ? spec : spec.substring(0, slash);
        String container = ports.substring(ports.lastIndexOf(':') + 1);
        if (container.isEmpty()) {
            throw new MalformedException("No port specified: " + spec + "<empty>");
        }
        int dash = container.indexOf('-');
        int first = port(dash < 0 ? container : container.substring(0, dash), container);
        int last = dash < 0 ? first : port(container.substring(dash + 1), container);
        if (last < first) {
            throw invalidPort(container);
        }
        if (!PROTOCOLS.contains(protocol)) {
            throw new MalformedException("Invalid proto: " + protocol);
        }
        List<String> result = new ArrayList<>();
        for (int port = first; port <= last; port++) {
            result.add(port + "/" + protocol);
        }
        return result;
    }

    private static int port(String text, String container) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= MAX_PORT && Character.isDigit(text.charAt(0))) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw invalidPort(container);
    }

    private static MalformedException invalidPort(String container) {
        return new MalformedException("Invalid containerPort: " + container);
    }
}
