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
 * side, the largest first; and because docker's documents can be read before the rest, layers that are to be packed and
 * are too large to be documents go straight into their packing, without a copy of them that is not. Those documents are
 * read a second time with all the rest, and only that reading counts.
 */
final class FileIntake {

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

    /** Reads the headers. What stands behind the end of the tar is not looked at: nothing waits for it. */
    static FileIntake list(FileChannel file, Cancellation cancellation) throws IOException {
        FileIntake listed = new FileIntake(file);
        FileSpan span = new FileSpan(file, 0, file.size());
        TarMembers tar = new TarMembers(span, cancellation);
        Optional<TarMember> next = tar.next();
        while (next.isPresent()) {
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

    /**
     * Reads the files.
     *
     * @param largest bytes of a document: what has more, and is a layer, is packed at once
     */
    ArchiveContent take(ImageArchive.Reading how, long largest, SideBySide threads,
            Function<Cancellation, MemberIntake> intakes, Cancellation cancellation) throws IOException {
        Set<Place> layers = how.packing() == Compression.NONE ? Set.of()
                : large(layers(how.platform(), cancellation), largest, cancellation);
        MemberIntake.Kept[] taken = new MemberIntake.Kept[places.size()];
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparingLong((Integer i) -> places.get(i).member().size()).reversed());
        List<Consumer<Cancellation>> pieces = new ArrayList<>();
        for (int i : order) {
            Place place = places.get(i);
            pieces.add(inner -> taken[i] = take(place, layers.contains(place) ? how.packing() : Compression.NONE,
                    intakes.apply(inner)));
        }
        try {
            threads.run(pieces);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        Map<ArchivedBlob, ArchivedBlob> packed = new HashMap<>();
        for (MemberIntake.Kept one : taken) {
            files.add(one.came());
            if (one.kept() != one.came()) {
                packed.put(one.came(), one.kept());
            }
        }
        return new ArchiveContent(files, packed);
    }

    private MemberIntake.Kept take(Place place, Compression packing, MemberIntake intake) {
        try {
            return intake.take(place.member(), place.in(file), packing);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The layers of docker's form, of the images for this platform. What is wrong with the documents is told when all is
     * read.
     */
    private Set<Place> layers(Optional<Platform> platform, Cancellation cancellation) throws IOException {
        Set<Place> layers = new HashSet<>();
        // By the file: one has as many names as somebody likes to write, and may be read for each.
        Map<Optional<Place>, Boolean> wanted = new HashMap<>();
        try {
            byte[] manifest = document(place(DockerManifest.NAME), DockerManifest.MAX_BYTES);
            for (DockerManifest.Item item : DockerManifest.parse(manifest)) {
                cancellation.check();
                Optional<Place> config = place(item.config());
                if (!wanted.containsKey(config)) {
                    wanted.put(config, platform.isEmpty() || platform.get().matches(
                            ImageConfig.parse(document(config, ManifestDocument.MAX_BYTES)).platform()));
                }
                for (String layer : wanted.get(config) ? item.layers() : List.<String>of()) {
                    cancellation.check();
                    place(layer).ifPresent(layers::add);
                }
            }
        } catch (ArchiveException | MalformedException e) {
            return Set.of();
        }
        return layers;
    }

    /**
     * What can be packed while it is read, because nothing but a layer can be meant by it: those that come plain and are
     * too large to be documents. The two documents that may be larger are named by the forms, wherever those names lead.
     */
    private Set<Place> large(Set<Place> layers, long largest, Cancellation cancellation) throws IOException {
        Set<Place> documents = new HashSet<>();
        place(DockerManifest.NAME).ifPresent(documents::add);
        place(OciTree.INDEX).ifPresent(documents::add);
        Set<Place> plain = new HashSet<>();
        for (Place place : layers) {
            cancellation.check();
            if (place.member().size() > largest && !documents.contains(place) && isPlain(place)) {
                plain.add(place);
            }
        }
        return plain;
    }

    private Optional<Place> place(String path) throws ArchiveException {
        return Optional.ofNullable(byName.get(files.name(path)));
    }

    /** Empty, which is no document, if it is not there or too large. */
    private byte[] document(Optional<Place> there, int maxBytes) throws IOException {
        Optional<Place> place = there.filter(found -> found.member().size() <= maxBytes);
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
