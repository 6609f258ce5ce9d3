package dev.jimg.testing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A multi-platform image: an OCI index, or docker's manifest list. */
public record IndexFixture(Content root, List<ImageFixture> images) implements Fixture {

    public static IndexFixture of(ImageFixture.Format format, List<ImageFixture> images) {
        String mediaType = format == ImageFixture.Format.OCI
                ? "application/vnd.oci.image.index.v1+json"
                : "application/vnd.docker.distribution.manifest.list.v2+json";
        Map<String, Object> index = new LinkedHashMap<>();
        index.put("schemaVersion", 2);
        index.put("mediaType", mediaType);
        index.put("manifests", images.stream().map(IndexFixture::descriptor).toList());
        return new IndexFixture(Content.of(mediaType, Fixture.json(index)), List.copyOf(images));
    }

    /** The image for {@code os/architecture[/variant]}. */
    public ImageFixture image(String platform) {
        return images.stream()
                .filter(image -> image.platform().equals(platform))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no image for " + platform));
    }

    /** {@code linux/arm/v7} as the fields that a descriptor and a config have for it. */
    static Map<String, Object> platform(String text) {
        String[] parts = text.split("/");
        Map<String, Object> platform = new LinkedHashMap<>();
        platform.put("architecture", parts[1]);
        platform.put("os", parts[0]);
        if (parts.length > 2) {
            platform.put("variant", parts[2]);
        }
        return platform;
    }

    private static Map<String, Object> descriptor(ImageFixture image) {
        Map<String, Object> descriptor = image.root().descriptor();
        descriptor.put("platform", platform(image.platform()));
        return descriptor;
    }
}
