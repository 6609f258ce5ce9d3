package dev.jimg.service;

import java.util.List;
import java.util.Optional;

/** The places that this machine knows of. */
public interface Places {

    Places NONE = new Places() {
        @Override
        public List<Place> list() {
            return List.of();
        }

        @Override
        public Optional<Place> store() {
            return Optional.empty();
        }

        @Override
        public String probe(Place place) {
            throw new IllegalArgumentException("no place is known");
        }
    };

    /**
     * All of them: the store, what the environment says, the docker contexts, the sockets that are there. Reads files,
     * and asks each socket of this machine, for up to a second, whether somebody is behind it.
     *
     * @throws Failure if docker's configuration cannot be read
     */
    List<Place> list();

    /** Of these the embedded store; empty where no place is known. Reads nothing and asks nobody. */
    Optional<Place> store();

    /**
     * Finds out who answers there; waits some seconds at most.
     *
     * @return the product and its version, as {@link BackendInfo#product} has it
     * @throws Failure saying why nobody does
     */
    String probe(Place place);
}
