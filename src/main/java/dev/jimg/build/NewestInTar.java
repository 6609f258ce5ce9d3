package dev.jimg.build;

import dev.jimg.tar.TarFeed;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Passes a tar on and looks for the newest time in its headers, which is when what made it ran. */
final class NewestInTar extends FilterOutputStream {

    private final TarFeed tar = new TarFeed(
            (header, extensions) -> this.newest = Math.max(this.newest, extensions.mtime(header)));
    private long newest;

    NewestInTar(OutputStream out) {
        super(out);
    }

    /** In seconds since 1970; 0 if the tar is empty. */
    long newest() {
        return newest;
    }

    @Override
    public void write(int oneByte) throws IOException {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    /** @throws dev.jimg.tar.TarException if it is no tar */
    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        tar.feed(bytes, offset, length);
    }
}
