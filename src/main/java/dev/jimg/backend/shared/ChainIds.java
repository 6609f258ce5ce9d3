package dev.jimg.backend.shared;

import dev.jimg.oci.DiffId;
import dev.jimg.oci.Digest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Names of stacks of layers (OCI image spec, config, «Layer ChainID»): what docker calls a layer when it deletes it. */
public final class ChainIds {

    private ChainIds() {}

    /** One for each layer: the stack from the lowest layer up to it. */
    public static List<Digest> of(List<DiffId> diffIds) {
        List<Digest> chain = new ArrayList<>(diffIds.size());
        for (DiffId diffId : diffIds) {
            chain.add(chain.isEmpty() ? diffId.digest()
                    : Digest.of((chain.get(chain.size() - 1) + " " + diffId).getBytes(StandardCharsets.UTF_8)));
        }
        return List.copyOf(chain);
    }
}
