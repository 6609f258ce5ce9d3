package dev.jimg.service;

import dev.jimg.oci.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One step of an image's history.
 *
 * @param id the ID docker prints for the step: the image's own for the newest, else empty ({@code <missing>})
 * @param created the epoch if the step does not say
 * @param size bytes of the unpacked layer as docker counts them; 0 if the step made none, {@link #UNMEASURED}
 * @param layer the blob of the layer, where the step made one and the backend knows it
 * @param blobSize bytes of that blob as it travels, 0 where there is none
 * @param tags the tags of the image that ends with this step
 */
public record HistoryRow(Optional<String> id, Instant created, String createdBy, long size, String comment,
        Optional<Digest> layer, long blobSize, List<String> tags) {

    /** Of a layer that would have to be unpacked to tell its size. */
    public static final long UNMEASURED = -1;

    public boolean measured() {
        return size != UNMEASURED;
    }
}
