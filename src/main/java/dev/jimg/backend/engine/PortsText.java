package dev.jimg.backend.engine;

import dev.jimg.engine.ContainerRow.Port;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ports in one line, as docker writes them: neighbours as a range ({@code 8000-8002/tcp}), those that are published one
 * to one too ({@code 0.0.0.0:80-81->80-81/tcp}), any others one by one.
 */
final class PortsText {

    private static final Comparator<Port> ORDER = Comparator.comparingInt(Port::inside).thenComparing(Port::address)
            .thenComparingInt(Port::published).thenComparing(Port::protocol);

    private PortsText() {}

    /** Ports in a row. */
    private static final class Group {
        private final int first;
        private int last;

        private Group(int first) {
            this.first = first;
            this.last = first;
        }

        String text(String key) {
            int slash = key.lastIndexOf('/');
            String address = slash < 0 ? "" : key.substring(0, slash);
            String ports = first == last ? Integer.toString(first) : first + "-" + last;
            String inside = ports + "/" + key.substring(slash + 1);
            return address.isEmpty() ? inside : join(address, ports) + "->" + inside;
        }
    }

    static String of(List<Port> ports) {
        Map<String, Group> groups = new LinkedHashMap<>();
        List<String> done = new ArrayList<>();
        List<String> single = new ArrayList<>();
        for (Port port : ports.stream().sorted(ORDER).toList()) {
            String key = port.protocol();
            if (!port.address().isEmpty()) {
                if (port.published() != port.inside()) {
                    single.add(join(port.address(), Integer.toString(port.published())) + "->" + port.inside() + "/"
                            + port.protocol());
                    continue;
                }
                key = port.address() + "/" + key;
            }
            Group group = groups.get(key);
            if (group == null) {
                groups.put(key, new Group(port.inside()));
            } else if (port.inside() == group.last + 1) {
                group.last = port.inside();
            } else {
                done.add(group.text(key));
                groups.put(key, new Group(port.inside()));
            }
        }
        groups.forEach((key, group) -> done.add(group.text(key)));
        done.addAll(single);
        return String.join(", ", done);
    }

    private static String join(String address, String port) {
        return (address.indexOf(':') < 0 ? address : "[" + address + "]") + ":" + port;
    }
}
