package dev.jimg.service;

import dev.jimg.oci.Digest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What happens during a transfer. Progress is absolute: the latest report of a layer replaces all earlier ones. */
public sealed interface TransferEvent {

    /**
     * The name was resolved: these layers are to be moved.
     *
     * @param digest of the manifest or index the name stands for; empty where it is told only at the end, as engines do
     * @param layers in the order a face shows them, which is docker's: the lowest first in a pull, the topmost in a push
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
     * @param layer 12 hex digits that name it within the transfer: in a pull the first of its blob's digest, in a push the
     *     first of its DiffID where the backend knows it, as docker has it
     * @param done bytes that are there in this phase
     * @param total bytes that there will be in this phase, -1 if not known
     * @param from the repository it was {@link Phase#MOUNTED} from; else empty
     */
    record LayerProgress(String layer, Phase phase, long done, long total, String from) implements TransferEvent {
        public LayerProgress(String layer, Phase phase, long done, long total) {
            this(layer, phase, done, total, "");
        }

        /** Bytes that travelled so far, in whatever phase it is: what is verified was fetched before. */
        public long moved() {
            return phase == Phase.VERIFYING || phase == Phase.COMPLETE ? Math.max(0, total) : Math.max(0, done);
        }
    }

    /**
     * The registry cannot be reached now, does not work or wants a pause; it is asked again by itself.
     *
     * @param time until then
     * @param asked whether the registry itself wants that
     */
    record Waiting(Duration time, boolean asked) implements TransferEvent {}

    /** The steps of a layer, in the order in which they are passed; any of them may be skipped. */
    enum Phase {
        /** It belongs to a push; nothing was asked about it yet. */
        PREPARING,
        WAITING,
        /** It was here before it was to be fetched. */
        ALREADY_HERE,
        DOWNLOADING,
        VERIFYING,
        UPLOADING,
        /** The registry had it before it was to be sent. */
        ALREADY_THERE,
        /** The registry had it in another repository, and has it in this one now too. */
        MOUNTED,
        COMPLETE;

        /** Nothing more comes of this layer. */
        public boolean settled() {
            return nothingMoved() || this == COMPLETE;
        }

        /** It came to its end without its bytes having to travel. */
        public boolean nothingMoved() {
            return this == ALREADY_HERE || this == ALREADY_THERE || this == MOUNTED;
        }
    }
}
