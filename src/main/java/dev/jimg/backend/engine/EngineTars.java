package dev.jimg.backend.engine;

import dev.jimg.archive.Compression;
import dev.jimg.archive.LayerLimits;
import dev.jimg.archive.LayerStream;
import dev.jimg.engine.EngineVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/** Tars for an engine, packed as little as it needs. */
final class EngineTars {

    private EngineTars() {}

    /**
     * The same tar, as the engine can read it. Packed is how it travels fastest, so that it is unpacked here only where it
     * must be: Docker knows zstd from 23 (1.42) on, and Podman 4 takes a docker-archive in gzip for something else.
     */
    static InputStream readable(InputStream tar, EngineVersion engine) throws IOException {
        PushbackInputStream in = new PushbackInputStream(tar, Compression.MAGIC_BYTES);
        byte[] head = new byte[Compression.MAGIC_BYTES];
        int length = in.readNBytes(head, 0, head.length);
        in.unread(head, 0, length);
        Compression compression = Compression.of(head, length);
        boolean unknown = engine.podman() ? compression == Compression.GZIP
                : compression == Compression.ZSTD && !engine.api().atLeast(1, 42);
        return unknown ? LayerStream.open(in, LayerLimits.DEFAULT) : in;
    }
}
