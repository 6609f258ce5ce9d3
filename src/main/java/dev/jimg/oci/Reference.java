package dev.jimg.oci;

import java.util.Optional;

/**
 * The name of an image: {@code domain/path[:tag][@digest]}, complete (Docker Hub's defaults filled in).
 *
 * <p>The grammar is that of distribution/reference; {@link ReferenceParser} reads it.
 *
 * @param domain the registry's host, with its port if one was given; {@code docker.io} for Docker Hub
 * @param path the repository in the registry, {@code library/nginx}
 */
public record Reference(String domain, String path, Optional<String> tag, Optional<Digest> digest) {

    /** The domain that stands for Docker Hub in a name. */
    public static final String HUB = "docker.io";

    /** The tag that is meant where a name has neither tag nor digest. */
    public static final String LATEST = "latest";

    static final String OFFICIAL = "library/";

    /**
     * Reads what a person types: {@code nginx}, {@code team/api:2}, {@code [::1]:5000/a/b@sha256:…}.
     *
     * @throws MalformedException with docker's words and the bad text, if it is no reference
     */
    public static Reference parse(String text) {
        return new ReferenceParser(text).parse();
    }

    /** Like {@link #parse}, empty instead of an error. */
    public static Optional<Reference> tryParse(String text) {
        try {
            return Optional.of(parse(text));
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    /** Whether a text follows the grammar of tags: 1 to 128 of {@code A-Z a-z 0-9 _ . -}, not first {@code . -}. */
    public static boolean isTag(String text) {
        return ReferenceParser.isTag(text);
    }

    /** The repository without tag and digest, complete: {@code docker.io/library/nginx}. */
    public String name() {
        return domain + "/" + path;
    }

    /**
     * The repository as people write it: {@code nginx}, {@code team/api}, {@code ghcr.io/a/b}. It always reads as this one
     * again: Docker Hub's {@code docker.io/ghcr.io/a}, if it had one, stays complete, for it would read as ghcr.io's.
     */
    public String familiarName() {
        if (!isHub()) {
            return name();
        }
        boolean official = path.startsWith(OFFICIAL) && path.indexOf('/', OFFICIAL.length()) < 0;
        String familiar = official ? path.substring(OFFICIAL.length()) : path;
        int slash = familiar.indexOf('/');
        return slash >= 0 && ReferenceParser.looksLikeDomain(familiar.substring(0, slash)) ? name() : familiar;
    }

    /** The whole reference as people write it. */
    public String familiar() {
        return familiarName() + suffix();
    }

    public boolean isHub() {
        return domain.equals(HUB);
    }

    /** Neither a tag nor a digest was given. */
    public boolean isNameOnly() {
        return tag.isEmpty() && digest.isEmpty();
    }

    /** This reference, with {@code latest} where it is {@linkplain #isNameOnly() a name only}. */
    public Reference orLatest() {
        return isNameOnly() ? withTag(LATEST) : this;
    }

    /** @throws MalformedException if the text is no tag */
    public Reference withTag(String newTag) {
        ReferenceParser.checkTag(newTag);
        return new Reference(domain, path, Optional.of(newTag), Optional.empty());
    }

    public Reference withDigest(Digest newDigest) {
        return new Reference(domain, path, Optional.empty(), Optional.of(newDigest));
    }

    /** The repository alone. */
    public Reference nameOnly() {
        return isNameOnly() ? this : new Reference(domain, path, Optional.empty(), Optional.empty());
    }

    /** What a registry is asked for: the digest, which is exact, before the tag (distribution spec, «Pulling»). */
    public String target() {
        return digest.map(Digest::toString).or(() -> tag).orElse(LATEST);
    }

    /** Written out, see {@link Digest#equals}. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Reference reference && path.equals(reference.path) && tag.equals(reference.tag)
                && domain.equals(reference.domain) && digest.equals(reference.digest);
    }

    @Override
    public int hashCode() {
        return ((domain.hashCode() * 31 + path.hashCode()) * 31 + tag.hashCode()) * 31 + digest.hashCode();
    }

    @Override
    public String toString() {
        return name() + suffix();
    }

    private String suffix() {
        return tag.map(t -> ":" + t).orElse("") + digest.map(d -> "@" + d).orElse("");
    }
}
