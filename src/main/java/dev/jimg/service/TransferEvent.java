package dev.jimg.service;

import dev.jimg.oci.Digest;
import java.util.List;
import java.util.Optional;

/** What happens during a transfer. Progress is absolute: the latest report of a layer replaces all earlier ones. */
public sealed interface TransferEvent {

    /**
     * The name was resolved: these layers are to be moved.
     *
     * @param digest of the manifest or index the name stands for; empty where it is told only at the end, as engines do
     * @param layers in the order a face shows them, the lowest first
     */
    record Resolved(Optional<Digest> digest, List<LayerProgress> layers) implements TransferEvent {
        public Resolved {
            layers = List.copyOf(layers);
        }

        public Resolved(Digest digest, List<LayerProgress> layers) {
            this(Optional.of(digest), layers);
        }
    }

    /**
     * Where one layer stands.
     *
     * @param layer the first 12 hex digits of its digest, unique within the transfer
     * @param done bytes that are there in this phase
     * @param total bytes that there will be in this phase, -1 if not known
     */
    record LayerProgress(String layer, Phase phase, long done, long total) implements TransferEvent {}

    /** The steps of a layer, in the order in which they are passed; any of the middle ones may be skipped. */
    enum Phase {
        WAITING,
        ALREADY_HERE,
        DOWNLOADING,
        VERIFYING,
        COMPLETE;

        /** Nothing more comes of this layer. */
        public boolean settled() {
            return this == ALREADY_HERE || this == COMPLETE;
        }
    }
}
