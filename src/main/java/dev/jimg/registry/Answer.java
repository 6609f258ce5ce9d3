package dev.jimg.registry;

import dev.jimg.transfer.Cancellation;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.Response;

/** A registry's answer, its body not read yet. Whoever gets it closes it. */
final class Answer implements Closeable {

    private final Response response;
    private final Cancellation.Registration registration;

    /** @param registration what breaks the reading off; it is closed with the answer */
    Answer(Response response, Cancellation.Registration registration) {
        this.response = response;
        this.registration = registration;
    }

    int status() {
        return response.code();
    }

    boolean isSuccess() {
        return response.isSuccessful();
    }

    /** Where it came from, after redirects. */
    HttpUrl url() {
        return response.request().url();
    }

    boolean isEncrypted() {
        return response.handshake() != null;
    }

    /** The request carried an Authorization. */
    boolean wasAuthorized() {
        return response.request().header("Authorization") != null;
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(response.header(name));
    }

    List<String> headers(String name) {
        return response.headers(name);
    }

    /** In bytes, -1 if not said. */
    long contentLength() {
        return header("Content-Length").map(text -> {
            try {
                return Long.parseLong(text.strip());
            } catch (NumberFormatException e) {
                return -1L;
            }
        }).orElse(-1L);
    }

    InputStream body() {
        return response.body().byteStream();
    }

    /** The body, if it has at most {@code max} bytes; empty if it has more, of which no more than that are read. */
    Optional<byte[]> readUpTo(int max) throws IOException {
        if (contentLength() > max) {
            return Optional.empty();
        }
        byte[] bytes = body().readNBytes(max + 1);
        return bytes.length > max ? Optional.empty() : Optional.of(bytes);
    }

    @Override
    public void close() {
        registration.close();
        response.close();
    }
}
