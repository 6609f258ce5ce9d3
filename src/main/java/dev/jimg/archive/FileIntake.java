package dev.jimg.archive;

import dev.jimg.oci.ImageConfig;
import dev.jimg.oci.MalformedException;
import dev.jimg.oci.ManifestDocument;
import dev.jimg.oci.Platform;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Takes in an archive that lies in a file, unpacked: its headers tell where everything is. So the files are read side by
 * side, the largest first; and because the documents can be read before the rest, layers that are to be packed go
 * straight into their packing, without a copy of them that is not.
 */
final class FileIntake {

    /** These may be larger than other documents. */
    private static final Set<String> DOCUMENTS = Set.of(DockerManifest.NAME, OciTree.INDEX);

    private final FileChannel file;
    private final ArchiveFiles files = new ArchiveFiles();
    private final List<Place> places = new ArrayList<>();
    private final Map<String, Place> byName = new HashMap<>();

    /** Where the bytes of a file lie. */
    private record Place(TarMember member, long begin) {

        MemberIntake.Content in(FileChannel file) {
            return new FileSpan(file, begin, begin + member.size())::fill;
        }
    }

    /**
     * What was read.
     *
     * @param packed the layers that were packed, by what they were before: of those there are no bytes
     */
    record Taken(ArchiveFiles files, Map<ArchivedBlob, ArchivedBlob> packed) {}

    private FileIntake(FileChannel file) {
        this.file = file;
    }

    /** Whether a file can be read so: a pipe has no places, and what is packed as a whole has them elsewhere. */
    static boolean suits(FileChannel file) throws IOException {
        if (file.size() == 0) {
            return false;
        }
        byte[] head = new byte[Compression.MAGIC_BYTES];
        int length = new FileSpan(file, 0, file.size()).readNBytes(head, 0, head.length);
        return Compression.of(head, length) == Compression.NONE;
    }

    /** Reads the headers. */
    static FileIntake list(FileChannel file, Cancellation cancellation) throws IOException {
        FileIntake listed = new FileIntake(file);
        FileSpan span = new FileSpan(file, 0, file.size());
        TarMembers tar = new TarMembers(span);
        Optional<TarMember> next = tar.next();
        while (next.isPresent()) {
            cancellation.check();
            TarMember member = next.get();
            switch (member.kind()) {
                case FILE -> listed.add(new Place(member, span.position()));
                case LINK -> listed.files.addLink(member.name(), member.target());
                default -> { }
            }
            next = tar.next();
        }
        return listed;
    }

    private void add(Place place) {
        places.add(place);
        byName.putIfAbsent(place.member().name(), place);
    }

    /** Reads the files. */
    Taken take(Optional<Platform> platform, Compression packing, SideBySide threads,
            Function<Cancellation, MemberIntake> intakes) throws IOException {
        Set<Place> layers = packing == Compression.NONE ? Set.of() : layers(platform);
        MemberIntake.Repacked[] taken = new MemberIntake.Repacked[places.size()];
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparingLong((Integer i) -> places.get(i).member().size()).reversed());
        List<Consumer<Cancellation>> pieces = new ArrayList<>();
        for (int i : order) {
            Place place = places.get(i);
            pieces.add(inner -> taken[i] = take(place, layers.contains(place) ? packing : Compression.NONE,
                    intakes.apply(inner)));
        }
        try {
            threads.run(pieces);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        Map<ArchivedBlob, ArchivedBlob> packed = new HashMap<>();
        for (MemberIntake.Repacked one : taken) {
            files.add(one.plain());
            if (one.packed() != one.plain()) {
                packed.put(one.plain(), one.packed());
            }
        }
        return new Taken(files, packed);
    }

    private MemberIntake.Repacked take(Place place, Compression packing, MemberIntake intake) {
        try {
            if (packing != Compression.NONE && intake.here(place.member()).isEmpty()) {
                return intake.pack(place.member(), place.in(file), packing);
            }
            ArchivedBlob kept = intake.take(place.member(), place.in(file));
            return new MemberIntake.Repacked(kept, kept);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What can be packed while it is read, because nothing but a layer of docker's form can be meant by it: those layers
     * of the images for this platform that come plain and are too large to be documents. What is wrong with the documents
     * is told when all is read.
     */
    private Set<Place> layers(Optional<Platform> platform) throws IOException {
        Set<Place> layers = new HashSet<>();
        Map<String, Boolean> wanted = new HashMap<>();
        try {
            for (DockerManifest.Item item : DockerManifest.parse(document(DockerManifest.NAME, DockerManifest.MAX_BYTES))) {
                if (!wanted.containsKey(item.config())) {
                    wanted.put(item.config(), platform.isEmpty() || platform.get().matches(
                            ImageConfig.parse(document(item.config(), ManifestDocument.MAX_BYTES)).platform()));
                }
                for (String layer : wanted.get(item.config()) ? item.layers() : List.<String>of()) {
                    place(layer).ifPresent(layers::add);
                }
            }
        } catch (ArchiveException | MalformedException e) {
            return Set.of();
        }
        Set<Place> plain = new HashSet<>();
        for (Place place : layers) {
            if (place.member().size() > ManifestDocument.MAX_BYTES && !DOCUMENTS.contains(place.member().name())
                    && isPlain(place)) {
                plain.add(place);
            }
        }
        return plain;
    }

    private Optional<Place> place(String path) throws ArchiveException {
        return Optional.ofNullable(byName.get(files.name(path)));
    }

    /** Empty, which is no document, if it is not there or too large. */
    private byte[] document(String path, int maxBytes) throws IOException {
        Optional<Place> place = place(path).filter(found -> found.member().size() <= maxBytes);
        byte[] bytes = new byte[place.map(found -> (int) found.member().size()).orElse(0)];
        if (place.isPresent()) {
            place.get().in(file).read(bytes);
        }
        return bytes;
    }

    private boolean isPlain(Place place) throws IOException {
        byte[] head = new byte[Compression.MAGIC_BYTES];
        return Compression.of(head, place.in(file).read(head)) == Compression.NONE;
    }
}
