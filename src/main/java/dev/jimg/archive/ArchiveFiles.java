package dev.jimg.archive;

import dev.jimg.oci.Digest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The files of an archive by the names and by the digests that they have, links followed. */
final class ArchiveFiles {

    private static final int MAX_LINKS = 16;

    private final Map<String, ArchivedBlob> files = new HashMap<>();
    private final Map<String, String> links = new HashMap<>();
    private final Map<Digest, ArchivedBlob> byDigest = new HashMap<>();

    /** @throws ArchiveException if another file has the name: two readers could see two images */
    void add(ArchivedBlob file) throws ArchiveException {
        ArchivedBlob other = files.putIfAbsent(file.name(), file);
        if (other != null && !other.digest().equals(file.digest()) || links.containsKey(file.name())) {
            throw twice(file.name());
        }
        byDigest.putIfAbsent(file.digest(), file);
    }

    void addLink(String name, String target) throws ArchiveException {
        String other = links.putIfAbsent(name, target);
        if (other != null && !other.equals(target) || files.containsKey(name)) {
            throw twice(name);
        }
    }

    /** @param path as a document of the archive writes it */
    Optional<ArchivedBlob> find(String path) throws ArchiveException {
        return Optional.ofNullable(files.get(name(path)));
    }

    /** What a file is called that a document calls so: where links lead. */
    String name(String path) throws ArchiveException {
        String name = MemberPath.clean(path);
        for (int i = 0; i < MAX_LINKS && links.containsKey(name); i++) {
            name = links.get(name);
        }
        return name;
    }

    Optional<ArchivedBlob> find(Digest digest) {
        return Optional.ofNullable(byDigest.get(digest));
    }

    ArchivedBlob require(String path) throws ArchiveException {
        return find(path).orElseThrow(() ->
                new ArchiveException("it lacks the file " + MemberPath.shown(path) + ", which it says it has"));
    }

    /** @throws ArchiveException if there is no such blob, or its bytes are others */
    ArchivedBlob require(Digest digest) throws ArchiveException {
        ArchivedBlob found = byDigest.get(digest);
        if (found != null) {
            return found;
        }
        ArchivedBlob damaged = files.get("blobs/" + digest.algorithm().label() + "/" + digest.hex());
        throw new ArchiveException(damaged == null ? "it lacks the blob " + digest
                : "the bytes of its blob " + digest + " have the digest " + damaged.digest());
    }

    private static ArchiveException twice(String name) {
        return new ArchiveException("two different files in it are called " + MemberPath.shown(name));
    }
}
