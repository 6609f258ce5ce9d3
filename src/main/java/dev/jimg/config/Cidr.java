package dev.jimg.config;

import java.net.InetAddress;
import java.util.Optional;

/** A range of addresses, {@code 10.0.0.0/8} or {@code fd00::/8} (RFC 4632). */
public record Cidr(InetAddress network, int prefix) {

    /** Empty if the text is no range. */
    public static Optional<Cidr> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        Optional<InetAddress> network = HostPort.literal(text.substring(0, slash));
        try {
            int prefix = Integer.parseInt(text.substring(slash + 1));
            return network.filter(n -> prefix >= 0 && prefix <= n.getAddress().length * 8)
                    .map(n -> new Cidr(n, prefix));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    public boolean contains(InetAddress address) {
        byte[] ours = network.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> (bit & 7);
            if ((ours[bit >> 3] & mask) != (theirs[bit >> 3] & mask)) {
                return false;
            }
        }
        return true;
    }
}
