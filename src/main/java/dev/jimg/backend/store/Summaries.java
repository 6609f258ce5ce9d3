package dev.jimg.backend.store;

import dev.jimg.service.Flaw;
import dev.jimg.service.ImageSummary;
import dev.jimg.service.ImageSummary.Health;
import dev.jimg.store.StoredImage;
import dev.jimg.store.StoredLayer;

/** What the service says of an image in the store. */
final class Summaries {

    private Summaries() {}

    /** Of an image that no container was made of, or where nobody asks for them. */
    static ImageSummary of(StoredImage image) {
        return of(image, 0);
    }

    /** @param containers how many were made of it */
    static ImageSummary of(StoredImage image, int containers) {
        return new ImageSummary(image.id(), image.tags(), image.digests(), image.created(), size(image),
                image.unique(), containers, image.platform(), image.original(),
                image.flaws().isEmpty() ? Health.GOOD : new Health(image.flaws().stream().map(Summaries::of).toList()));
    }

    private static Flaw of(dev.jimg.store.Flaw flaw) {
        return new Flaw(flaw.blob(), Flaw.Part.valueOf(flaw.part().name()), Flaw.Kind.valueOf(flaw.kind().name()),
                flaw.size(), flaw.expected());
    }

    private static long size(StoredImage image) {
        long sum = 0;
        for (StoredLayer layer : image.layers()) {
            sum += layer.unpackedSize();
        }
        return sum;
    }
}
