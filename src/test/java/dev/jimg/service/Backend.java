package dev.jimg.service;

/** What the contract needs from one kind of backend: a place for images of its own, empty at first. */
public interface Backend extends AutoCloseable {

    /**
     * A service on this place. All services of one backend see the same images, as those of several processes do.
     * The caller closes it.
     */
    ImageService open();

    /** Throws the place and all images away. */
    @Override
    void close();
}
