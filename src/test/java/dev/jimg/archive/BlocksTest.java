package dev.jimg.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.Digest;
import dev.jimg.testing.ArchiveFixture;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.LayerFixture;
import dev.jimg.transfer.Cancellation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class BlocksTest {

    private static final int BYTES = 16;

    /** Packs nothing. */
    private static final class Copy extends ParallelBlocks {

        private final Set<Blocks.Block> seen;

        Copy(Blocks blocks, Set<Blocks.Block> seen) {
            super(OutputStream.nullOutputStream(), blocks);
            this.seen = seen;
        }

        @Override
        void pack(Blocks.Block block, boolean last) {
            seen.add(block);
            block.room(block.length);
            block.count = block.length;
        }

        @Override
        byte[] before(Blocks.Block block) {
            return new byte[0];
        }

        @Override
        void begin(OutputStream packed) {
            // Nothing stands before.
        }

        @Override
        void end(OutputStream packed) {
            // Nothing stands behind.
        }
    }

    private static Set<Blocks.Block> noBlocks() {
        return Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    @Test
    void streamsThatAreOpenTogetherHaveOneBoundTogether() throws IOException {
        Blocks blocks = new Blocks(BYTES, "jimg-test");
        Set<Blocks.Block> seen = noBlocks();
        int streams = 4;
        List<Copy> open = new ArrayList<>();
        for (int i = 0; i < streams; i++) {
            open.add(new Copy(blocks, seen));
        }
        for (int i = 0; i < 200; i++) {
            for (Copy stream : open) {
                stream.write(new byte[BYTES], 0, BYTES);
            }
        }
        for (Copy stream : open) {
            stream.finish();
        }
        int most = Math.max(Blocks.MAX_PENDING, streams * Blocks.MIN_PENDING) + streams;
        assertTrue(seen.size() <= most, seen.size() + " blocks, at most " + most);
    }

    @Test
    @SuppressWarnings("try")
    void whatIsGivenUpDoesNotCountAgainstTheOthers() throws IOException {
        Blocks blocks = new Blocks(BYTES, "jimg-test");
        try (Blocks.Hold hold = blocks.hold()) {
            for (int i = 0; i < 2 * Blocks.MAX_PENDING; i++) {
                try (Copy abandoned = new Copy(blocks, noBlocks())) {
                    abandoned.write(new byte[2 * BYTES], 0, 2 * BYTES);
                }
            }
            assertFalse(blocks.tooMany(Blocks.MAX_PENDING));
        }
    }

    @Test
    @SuppressWarnings("try")
    void whatCouldNotBeSubmittedDoesNotCount() {
        Blocks blocks = new Blocks(BYTES, "jimg-test");
        try (Blocks.Hold hold = blocks.hold()) {
            for (int i = 0; i < 2 * Blocks.MAX_PENDING; i++) {
                assertThrows(NullPointerException.class, () -> blocks.submit(null));
            }
            assertFalse(blocks.tooMany(Blocks.MAX_PENDING));
        }
    }

    /** Notes whose threads there are whenever something was packed. */
    private static final class ThreadsSpool implements Spool {

        private final MemorySpool memory = new MemorySpool();
        private final Set<Thread> threads = new HashSet<>();

        private static Set<Thread> packers() {
            Set<Thread> all = new HashSet<>(Thread.getAllStackTraces().keySet());
            all.removeIf(thread -> !thread.getName().equals("jimg-zstd"));
            return all;
        }

        @Override
        public boolean has(Digest blob, long size) {
            return memory.has(blob, size);
        }

        @Override
        public InputStream open(Digest blob) {
            return memory.open(blob);
        }

        @Override
        public Draft begin(Digest.Algorithm algorithm) {
            Draft draft = memory.begin(algorithm);
            return new Draft() {
                @Override
                public void write(byte[] bytes, int offset, int length) {
                    threads.addAll(packers());
                    draft.write(bytes, offset, length);
                }

                @Override
                public Digest finish() {
                    return draft.finish();
                }

                @Override
                public InputStream open() {
                    return draft.open();
                }
            };
        }
    }

    @Test
    void layersThatArePackedOneAfterTheOtherShareTheirThreads() throws IOException {
        ImageFixture.Builder builder = ImageFixture.builder();
        int layers = 4 * Blocks.THREADS;
        for (int i = 0; i < layers; i++) {
            String text = "layer " + i;
            builder.layer(text, LayerFixture.gzip(tar -> tar.file("file", text)));
        }
        byte[] archive = ArchiveFixture.docker(Map.of("example.com/a:1", builder.build()));
        ImageArchive.Reading how = new ImageArchive.Reading(Optional.empty(), Compression.ZSTD,
                LayerWatch.Factory.NONE, (item, done, total) -> { });
        ThreadsSpool spool = new ThreadsSpool();
        Set<Thread> others = ThreadsSpool.packers();
        List<ArchivedImage> images =
                ImageArchive.read(new ByteArrayInputStream(archive), spool, how, Cancellation.none());
        assertEquals(layers, images.get(0).manifests().get(0).blobs().size());
        spool.threads.removeAll(others);
        assertTrue(!spool.threads.isEmpty() && spool.threads.size() <= Blocks.THREADS, spool.threads::toString);
        spool.threads.clear();
        others.addAll(ThreadsSpool.packers());
        ArchiveInFile.read(archive, spool, how);
        spool.threads.removeAll(others);
        assertTrue(!spool.threads.isEmpty() && spool.threads.size() <= Blocks.THREADS, spool.threads::toString);
    }
}
