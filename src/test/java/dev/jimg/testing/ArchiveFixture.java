package dev.jimg.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Archives of images, written by hand, for what is to load them. In memory: for small images only. */
public final class ArchiveFixture {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8");
    private final Set<String> written = new HashSet<>();

    public ArchiveFixture() {
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
    }

    /** As docker 1.10 to 24 wrote them: a directory a layer, a link where a layer was written before. */
    public static byte[] docker(Map<String, ImageFixture> images) {
        ArchiveFixture archive = new ArchiveFixture();
        ArrayNode manifest = JSON.createArrayNode();
        Map<String, String> places = new LinkedHashMap<>();
        images.forEach((name, image) -> {
            ObjectNode item = manifest.addObject();
            item.put("Config", hex(image.config().digest()) + ".json");
            item.putArray("RepoTags").add(name);
            archive.file(item.get("Config").asText(), image.config().bytes());
            String chain = "";
            for (LayerFixture layer : image.layers()) {
                chain = hex(Content.of("text/plain", chain + layer.diffId()).digest());
                String place = chain + "/layer.tar";
                String first = places.putIfAbsent(layer.diffId(), place);
                if (first == null) {
                    archive.file(place, tarOf(layer));
                } else if (!first.equals(place)) {
                    archive.link(place, "../" + first);
                }
                item.withArray("Layers").add(place);
            }
        });
        return archive.file("manifest.json", bytes(manifest)).done();
    }

    /** An OCI image layout as a tar, each blob as it is pushed, the index last. */
    public static byte[] oci(Map<String, Fixture> images) {
        ArchiveFixture archive = new ArchiveFixture();
        archive.file("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.UTF_8));
        ObjectNode index = JSON.createObjectNode().put("schemaVersion", 2);
        images.forEach((name, fixture) -> {
            archive.blob(fixture.root());
            for (ImageFixture image : fixture.images()) {
                archive.blob(image.root());
                image.blobs().forEach(archive::blob);
            }
            Map<String, Object> descriptor = fixture.root().descriptor();
            descriptor.put("annotations", Map.of("org.opencontainers.image.ref.name", name));
            index.withArray("manifests").add(JSON.<ObjectNode>valueToTree(descriptor));
        });
        return archive.file("index.json", bytes(index)).done();
    }

    /** A root file system with these files. */
    public static byte[] rootfs(Map<String, String> files) {
        ArchiveFixture archive = new ArchiveFixture();
        files.forEach((name, text) -> archive.file(name, text.getBytes(StandardCharsets.UTF_8)));
        return archive.done();
    }

    /** Once each name: the second of a name is left out. */
    public ArchiveFixture file(String name, byte[] content) {
        if (!written.add(name)) {
            return this;
        }
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setSize(content.length);
        return add(entry, content);
    }

    public ArchiveFixture link(String name, String target) {
        TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK, true);
        entry.setLinkName(target);
        return add(entry, new byte[0]);
    }

    public ArchiveFixture hardLink(String name, String target) {
        TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_LINK, true);
        entry.setLinkName(target);
        return add(entry, new byte[0]);
    }

    public ArchiveFixture blob(Content content) {
        return file("blobs/" + content.digest().replace(':', '/'), content.bytes());
    }

    public byte[] done() {
        try {
            tar.close();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The layer's tar, unpacked. */
    public static byte[] tarOf(LayerFixture layer) {
        try (InputStream in = Files.newInputStream(layer.content().file())) {
            return switch (layer.compression()) {
                case NONE -> in.readAllBytes();
                case GZIP -> new GZIPInputStream(in).readAllBytes();
                case ZSTD -> new ZstdInputStream(in).readAllBytes();
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One item of a manifest.json. */
    public static byte[] manifest(String config, List<String> names, List<String> layers) {
        ObjectNode item = JSON.createObjectNode().put("Config", config);
        names.forEach(item.putArray("RepoTags")::add);
        layers.forEach(item.putArray("Layers")::add);
        return bytes(JSON.createArrayNode().add(item));
    }

    private ArchiveFixture add(TarArchiveEntry entry, byte[] content) {
        try {
            entry.setModTime(0);
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(JsonNode json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(String digest) {
        return digest.substring(digest.indexOf(':') + 1);
    }
}
