package dev.jimg.config;

import java.util.Optional;

/**
 * One engine, and all that is needed to reach it.
 *
 * @param tls how TLS is spoken; empty for none. It says nothing about sockets and ssh
 */
public record EngineTarget(EngineAddress address, Optional<EngineTls> tls) {

    public EngineTarget {
        if (address instanceof EngineAddress.Network network) {
            tls = switch (network.scheme()) {
                case "https" -> tls.or(() -> Optional.of(EngineTls.PLAIN));
                case "http" -> Optional.empty();
                default -> tls;
            };
        } else {
            tls = Optional.empty();
        }
    }

    /** An address that was given by itself: whether TLS is spoken there, the variables say. */
    public static EngineTarget of(String address, Environment environment) {
        EngineAddress parsed = EngineAddress.parse(address);
        boolean network = parsed instanceof EngineAddress.Network;
        return new EngineTarget(parsed, network ? EngineTls.of(environment) : Optional.empty());
    }
}
