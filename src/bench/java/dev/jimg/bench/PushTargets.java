package dev.jimg.bench;

import dev.jimg.bench.peer.Peer;
import dev.jimg.testing.RealRegistry;

/** Registries that have nothing, one for each push. */
final class PushTargets implements Peer.Targets, AutoCloseable {

    private RealRegistry registry;

    @Override
    public String next() {
        close();
        registry = RealRegistry.open();
        return registry.hostPort() + "/pushed:1";
    }

    @Override
    public void close() {
        if (registry != null) {
            registry.close();
            registry = null;
        }
    }
}
