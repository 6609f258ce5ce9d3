package dev.jimg.registry;

import dev.jimg.config.HostPort;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Set;

/** Addresses that a registry must not send this program to: what answers there trusts whoever can reach it. */
final class SpecialHosts {

    private static final Set<String> METADATA =
            Set.of("metadata.google.internal", "metadata.goog", "metadata", "instance-data",
                    "instance-data.ec2.internal");
    private static final Set<String> METADATA_ADDRESSES =
            Set.of("fd00:ec2:0:0:0:0:0:254", "100.100.100.200", "192.0.0.192", "168.63.129.16");

    private SpecialHosts() {}

    /** Unspecified, link-local or multicast addresses, and the names and addresses of clouds' metadata services. */
    static boolean isForbidden(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        String plain = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        return METADATA.contains(plain)
                || new HostPort(plain, -1).address().map(SpecialHosts::isForbidden).orElse(false);
    }

    static boolean isForbidden(InetAddress address) {
        boolean thisNetwork = address.getAddress().length == 4 && address.getAddress()[0] == 0;
        return address.isAnyLocalAddress() || address.isLinkLocalAddress() || address.isMulticastAddress()
                || thisNetwork || METADATA_ADDRESSES.contains(address.getHostAddress());
    }

    static boolean isLoopback(String host) {
        return new HostPort(host, -1).isLoopback();
    }
}
