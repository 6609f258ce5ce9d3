package dev.jimg.store;

import java.util.Arrays;
import java.util.Collection;

/** How many images need each blob, counted over all images in one pass. */
final class BlobUse {

    private final int[] users;
    private final int[] lastSeenIn;
    private int round;

    /** @param refs how many different blobs there are: all ordinals are below it */
    BlobUse(int refs, Collection<ImageFacts> images) {
        users = new int[refs];
        lastSeenIn = new int[refs];
        Arrays.fill(lastSeenIn, -1);
        for (ImageFacts facts : images) {
            users[facts.config().ordinal()]++;
            for (BlobRef layer : facts.layers()) {
                if (firstTime(layer)) {
                    users[layer.ordinal()]++;
                }
            }
            round++;
        }
    }

    /** Bytes of config and layers that no other image needs, of those that are here. */
    long uniqueBytes(ImageFacts facts, Presence presence) {
        long sum = users[facts.config().ordinal()] == 1 ? facts.config().size() : 0;
        for (BlobRef layer : facts.layers()) {
            if (firstTime(layer) && users[layer.ordinal()] == 1 && presence.has(layer)) {
                sum += layer.size();
            }
        }
        round++;
        return sum;
    }

    /** An image may hold the same layer (an empty one) several times; it is one user and one blob all the same. */
    private boolean firstTime(BlobRef layer) {
        boolean first = lastSeenIn[layer.ordinal()] != round;
        lastSeenIn[layer.ordinal()] = round;
        return first;
    }
}
