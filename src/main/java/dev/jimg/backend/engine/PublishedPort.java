package dev.jimg.backend.engine;

import dev.jimg.service.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One port to be published, of docker's {@code -p [[ADDRESS:]OUTSIDE:]INSIDE[/PROTOCOL]}, where both may be ranges.
 *
 * @param inside with its protocol: {@code 80/tcp}
 * @param address empty for every one of the machine
 * @param outside empty for any that is free; a range to choose one of
 */
record PublishedPort(String inside, String address, String outside) {

    private static final Set<String> PROTOCOLS = Set.of("tcp", "udp", "sctp");
    /** Roughly; the engine knows it exactly, and this only tells a port too many from an address. */
    private static final Pattern ADDRESS = Pattern.compile("\\d+(\\.\\d+){3}|[0-9a-fA-F]*(:[0-9a-fA-F]*){2,}(%\\w+)?");
    private static final int MAX_PORT = 65_535;

    /** From and to, inclusive. */
    private record Range(int from, int to) {

        int length() {
            return to - from + 1;
        }
    }

    /** @throws Failure INVALID with docker's words */
    static List<PublishedPort> parseAll(List<String> texts) {
        List<PublishedPort> ports = new ArrayList<>();
        for (String text : texts) {
            ports.addAll(parse(text));
        }
        return ports;
    }

    private static List<PublishedPort> parse(String text) {
        int slash = text.lastIndexOf('/');
        String protocol = slash < 0 ? "tcp" : text.substring(slash + 1).toLowerCase(Locale.ROOT);
        String[] parts = split(slash < 0 ? text : text.substring(0, slash));
        if (!parts[0].isEmpty() && !ADDRESS.matcher(parts[0]).matches()) {
            throw invalid(text, "invalid IP address: " + parts[0]);
        }
        if (parts[2].isEmpty()) {
            throw invalid(text, "no port specified: " + text + "<empty>");
        }
        Range inside = range(parts[2], "invalid containerPort: " + parts[2], text);
        if (!PROTOCOLS.contains(protocol)) {
            throw invalid(text, "invalid proto: " + protocol);
        }
        if (parts[1].isEmpty()) {
            return each(inside, protocol, parts[0], "");
        }
        Range outside = range(parts[1], "invalid hostPort: " + parts[1], text);
        if (outside.length() != inside.length() && inside.length() != 1) {
            throw invalid(text, "invalid ranges specified for container and host Ports: " + parts[2] + " and "
                    + parts[1]);
        }
        if (outside.length() != inside.length()) {
            return each(inside, protocol, parts[0], outside.from() + "-" + outside.to());
        }
        List<PublishedPort> ports = new ArrayList<>();
        for (int i = 0; i < inside.length(); i++) {
            ports.add(new PublishedPort(inside.from() + i + "/" + protocol, parts[0],
                    Integer.toString(outside.from() + i)));
        }
        return ports;
    }

    private static List<PublishedPort> each(Range inside, String protocol, String address, String outside) {
        List<PublishedPort> ports = new ArrayList<>();
        for (int port = inside.from(); port <= inside.to(); port++) {
            ports.add(new PublishedPort(port + "/" + protocol, address, outside));
        }
        return ports;
    }

    /** Address, outside, inside; the address may be IPv6, in brackets. */
    private static String[] split(String text) {
        int last = text.lastIndexOf(':');
        if (last < 0) {
            return new String[] {"", "", text};
        }
        String inside = text.substring(last + 1);
        String before = text.substring(0, last);
        int middle = before.lastIndexOf(':');
        if (middle < 0) {
            return new String[] {"", before, inside};
        }
        String address = before.substring(0, middle);
        boolean bracketed = address.startsWith("[") && address.endsWith("]");
        return new String[] {bracketed ? address.substring(1, address.length() - 1) : address,
                before.substring(middle + 1), inside};
    }

    private static Range range(String text, String otherwise, String whole) {
        int dash = text.indexOf('-');
        int from = number(dash < 0 ? text : text.substring(0, dash));
        int to = dash < 0 ? from : number(text.substring(dash + 1));
        if (from < 0 || to < from) {
            throw invalid(whole, otherwise);
        }
        return new Range(from, to);
    }

    private static int number(String text) {
        try {
            int number = Integer.parseInt(text);
            return number <= MAX_PORT ? number : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static Failure invalid(String text, String why) {
        return new Failure(Failure.Kind.INVALID, "publish port", text, why, "", why, null);
    }
}
