/**
 * Images on disk: an OCI image layout directory (OCI image spec, «Image Layout») that other tools read as it is.
 *
 * <p>What is ours lies beside what the specification knows and never in its way:
 *
 * <ul>
 *   <li>{@code ingest/}: downloads that are not finished (a file with a blob's first bytes, and files with bytes further
 *       on where several connections bring it), the leases of work in flight, and the lock file;
 *   <li>{@code trash/}: what can be taken back, a file a change; the blobs these need are no garbage yet;
 *   <li>{@code cache/}: what was derived from the blobs to list them fast; it may be deleted at any time;
 *   <li>{@code index.json.previous}: the index before its last change, for the day the index itself is damaged.
 * </ul>
 *
 * <p>Three rules make it safe to share between processes. A blob is visible only when its size and digest were checked
 * and its bytes are on the disk. {@code index.json} is only replaced whole, under a lock, and what other tools wrote
 * into it survives. Garbage is only what no entry of the index, and no lease of a living process, needs.
 *
 * <p>An entry's {@code org.opencontainers.image.ref.name} is the whole reference, {@code docker.io/library/nginx:1.27},
 * so that {@code skopeo inspect oci:DIR:docker.io/library/nginx:1.27} finds it. (The specification's grammar of that
 * annotation lacks {@code __}, {@code ---} and IPv6 hosts: such names others list but cannot ask for.) Where an image was
 * pulled from stands in an annotation of our own, because the digest a registry knows may be that of an index which is
 * not kept here.
 *
 * <p>A list is made in one of three ways, each without the work of the next. The same object asked again compares a few
 * times of files. A fresh process reads {@code cache/sealed}, the whole list with the state of the files it was made
 * from, as long as that is their state: 10,000 images take some 20 ms there, where parsing 2.4 MB of {@code index.json}
 * in a young Java takes 80, reading {@code cache/listing} 40, and joining and sorting them 60. Else it reads the index, and
 * {@code cache/listing} for what manifests say, which their digests make true for ever. The seal holds only what was
 * whole, and only an index that had not been changed for two seconds when it was read: a change always shows, also one in
 * place, of the same length, with its time set back.
 *
 * <p>Locks are byte ranges of one file: the operating system lets go of them when a process dies, however it dies, and
 * no lock file is ever deleted, which is where schemes with a file a lock go wrong.
 */
package dev.jimg.store;
