/**
 * The image service on the embedded store and the registries. {@code StoreBackend} is the counter; each job (pulling,
 * removing, planning …) is a class of its own behind it.
 *
 * <p>How a pull uses network, disk and processors was measured, and is so for these reasons:
 *
 * <ul>
 *   <li>Eight connections ({@code Connections}), and two layers more under way: while the disk takes the end of one, which
 *       is a wait, its connection brings another. With others at work on the disk 40 layers came in 0.75 to 0.85 of
 *       the time; over a slow link it made no difference.
 *   <li>Where eight connections are busy and bring less than 40 MB a second each, sixteen are tried, and kept if they bring
 *       a quarter more: over a link of 30 MB/s a connection and 30 ms, 40 layers came in 1.6 s instead of 2.3 s, and one
 *       of 93 MB in 0.69 s instead of 0.80 s.
 *   <li>A large layer comes on several connections ({@code LayerDownload}, {@code Lanes}) where one brings less than 80 MB
 *       a second and is what is waited for: at 30 MB/s a connection and 30 ms, 93 MB came in 0.8 s instead of 2.7 s.
 *       Unthrottled it costs more than it brings, so nothing begins wide. The first bytes go straight into the blob's file;
 *       those of lanes are written twice, first into files of their own, most of which never reach the disk. That costs a
 *       few hundredths of a second of copying, and buys that a file never has a hole: what is written is a point to go on
 *       from, without a map that a kill could leave wrong, and other programs find what they know.
 *   <li>DiffIDs are a stage of their own ({@code ParallelWork}), which begins beside the fetch only with the processors
 *       that this leaves. With two processors and a registry beside them 40 layers were on the disk after 0.54 s and
 *       verified after 2.27 s; it took 2.30 s when each was verified as soon as it was there. Over a link of 240 MB/s
 *       the end comes a tenth later than it did so.
 * </ul>
 */
package dev.jimg.backend.store;
