package dev.jimg.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import dev.jimg.oci.MalformedException;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.CancellationScope;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Sends requests over a transport and reads JSON answers; errors become this package's own here. */
final class Wire {

    private static final RequestBody NOTHING = RequestBody.create(new byte[0]);
    /** Reads an answer that says no more than that it was done. */
    static final Function<JsonNode, JsonNode> DONE = answer -> answer.isMissingNode() ? answer : EngineJson.object(answer);
    private static final MediaType JSON = MediaType.get("application/json");
    private static final int NOT_MODIFIED = 304;
    private static final int MAX_ERROR_BODY = 1 << 20;
    /** A list of ten thousand images has about ten. */
    private static final long MAX_ANSWER = 64 << 20;
    private static final long MAX_VALUE = 4 << 20;
    private static final int PIECE = 128 * 1024;

    private final Transport transport;
    private final OkHttpClient patient;
    private final Vigil vigil;
    /** How long an answer may take that is read as a whole, once it has begun. */
    private final Duration patience;

    Wire(Transport transport) {
        this.transport = transport;
        OkHttpClient client = transport.client();
        Duration silence = Duration.ofMillis(client.readTimeoutMillis());
        this.patience = silence.multipliedBy(2);
        // Streams, and deletions of much, are silent for as long as the engine works; a cancellation ends them.
        this.vigil = new Vigil(client, url("_ping").build(), silence);
        this.patient = client.newBuilder().readTimeout(Duration.ZERO).callTimeout(Duration.ZERO)
                .addInterceptor(vigil).build();
    }

    String where() {
        return transport.shown();
    }

    /** A path below the base, for the query to be added. */
    HttpUrl.Builder url(String path) {
        return transport.base().newBuilder().addPathSegments(path);
    }

    <T> T get(Ask ask, HttpUrl url, Function<JsonNode, T> read) {
        return whole(transport.client(), ask, new Request.Builder().url(url).build(), read);
    }

    /** For what takes as long as it takes. */
    <T> T getPatiently(Ask ask, HttpUrl url, Function<JsonNode, T> read) {
        return whole(patient, ask, new Request.Builder().url(url).build(), read);
    }

    void post(Ask ask, HttpUrl url) {
        whole(transport.client(), ask, new Request.Builder().url(url).post(NOTHING).build(), DONE);
    }

    /** Posts nothing, and waits for the answer as long as it takes. */
    <T> T postPatiently(Ask ask, HttpUrl url, Function<JsonNode, T> read) {
        return whole(patient, ask, new Request.Builder().url(url).post(NOTHING).build(), read);
    }

    /** For what takes as long as it takes. */
    void postPatiently(Ask ask, HttpUrl url) {
        whole(patient, ask, new Request.Builder().url(url).post(NOTHING).build(), DONE);
    }

    /**
     * For what takes as long as it takes, or as one has patience.
     *
     * @param body becomes JSON
     */
    <T> T post(Ask ask, HttpUrl url, Object body, Function<JsonNode, T> read, Cancellation cancellation) {
        return whole(patient.newCall(new Request.Builder().url(url).post(json(body)).build()), ask, read, cancellation);
    }

    private static RequestBody json(Object body) {
        return RequestBody.create(EngineJson.write(body).getBytes(StandardCharsets.UTF_8), JSON);
    }

    /**
     * Posts, and turns the connection into one that carries bytes both ways, as the engine does since version 1.22.
     *
     * @param body becomes JSON; none if empty, since Podman takes what comes with an attach for input
     */
    EngineStream upgrade(Ask ask, HttpUrl url, Optional<Object> body, Cancellation cancellation) {
        Call call = patient.newCall(new Request.Builder().url(url).post(body.map(Wire::json).orElse(NOTHING))
                .header("Connection", "Upgrade").header("Upgrade", "tcp").build());
        Heeded heeded = begin(call, cancellation);
        boolean open = false;
        try {
            Response response = call.execute();
            okio.Socket socket = response.socket();
            if (socket != null) {
                open = true;
                return new EngineStream(this, ask, socket, heeded, vigil.watch(call), call::cancel);
            }
            try (response) {
                checkSuccess(ask, response);
            } catch (EngineException e) {
                throw e.spelledAs("unable to upgrade to tcp, received " + response.code());
            }
            throw ask.error(EngineException.Kind.UNSUPPORTED, "the engine at " + where() + ", or a proxy before it, does"
                    + " not turn the connection into a stream (it answered " + response.code() + ")",
                    EngineErrors.NOT_API);
        } catch (IOException e) {
            heeded.check();
            throw error(ask, e);
        } finally {
            if (!open) {
                heeded.close();
            }
        }
    }

    /** Reads bytes as they come, until the engine ends them. */
    void getBytes(Ask ask, HttpUrl url, BytesReader reader, Cancellation cancellation) {
        Call call = patient.newCall(new Request.Builder().url(url).build());
        Heeded heeded = begin(call, cancellation);
        try (heeded; Response response = call.execute()) {
            checkSuccess(ask, response);
            reader.read(response.body().byteStream());
        } catch (IOException e) {
            heeded.check();
            throw error(ask, e);
        }
    }

    /** Posts nothing to an engine that answers in two parts: at once, and when what is waited for has happened. */
    Call later(HttpUrl url) {
        return patient.newCall(new Request.Builder().url(url).post(NOTHING).build());
    }

    <T> T delete(Ask ask, HttpUrl url, Function<JsonNode, T> read) {
        return whole(patient, ask, new Request.Builder().url(url).delete().build(), read);
    }

    /** For what an engine has no reason to be long about. */
    void deleteSoon(Ask ask, HttpUrl url) {
        whole(transport.client(), ask, new Request.Builder().url(url).delete().build(), DONE);
    }

    /** Posts nothing, and hands over each JSON value of the answer as it comes, until the engine ends it. */
    void postStream(Ask ask, HttpUrl url, Map<String, String> headers, Consumer<JsonNode> consumer,
            Cancellation cancellation) {
        Request.Builder request = new Request.Builder().url(url).post(NOTHING);
        headers.forEach(request::header);
        stream(ask, request.build(), () -> {}, consumer, cancellation);
    }

    /**
     * Hands over each JSON value of an answer as it comes, until the engine ends it.
     *
     * @param opened called once the engine has answered, before its first value; it may then be silent without end
     */
    void getStream(Ask ask, HttpUrl url, Runnable opened, Consumer<JsonNode> consumer, Cancellation cancellation) {
        stream(ask, new Request.Builder().url(url).build(), opened, consumer, cancellation);
    }

    /**
     * Posts what a stream has, and hands over each JSON value of the answer as it comes. The engine may answer before it
     * has read all.
     *
     * @throws RuntimeException what the content throws; UncheckedIOException if a stream cannot be read
     */
    void upload(Ask ask, HttpUrl url, Map<String, String> headers, StreamedBody body, Consumer<JsonNode> consumer,
            Cancellation cancellation) {
        Request.Builder request = new Request.Builder().url(url).post(body);
        headers.forEach(request::header);
        stream(ask, request.build(), () -> {}, consumer, cancellation);
    }

    /**
     * Copies the bytes of an answer as they come.
     *
     * @param copied hears how many there were so far, now and then and at the end
     * @throws UncheckedIOException if they cannot be written
     */
    void download(Ask ask, HttpUrl url, OutputStream out, LongConsumer copied, Cancellation cancellation) {
        Call call = patient.newCall(new Request.Builder().url(url).build());
        Heeded heeded = begin(call, cancellation);
        try (heeded; Response response = call.execute()) {
            checkSuccess(ask, response);
            copy(call, response.body().byteStream(), out, copied);
        } catch (IOException e) {
            heeded.check();
            throw error(ask, e);
        }
        heeded.check();
    }

    private static void copy(Call call, InputStream in, OutputStream out, LongConsumer copied) throws IOException {
        byte[] piece = new byte[PIECE];
        long total = 0;
        for (int count = in.readNBytes(piece, 0, PIECE); count > 0; count = in.readNBytes(piece, 0, PIECE)) {
            try {
                out.write(piece, 0, count);
            } catch (IOException e) {
                // Or the rest of the answer would be read in vain before the connection is given up.
                call.cancel();
                throw new UncheckedIOException(e);
            }
            total += count;
            copied.accept(total);
        }
    }

    private void stream(Ask ask, Request request, Runnable opened, Consumer<JsonNode> consumer,
            Cancellation cancellation) {
        Call call = patient.newCall(request);
        Heeded heeded = begin(call, cancellation);
        try (heeded; Response response = call.execute()) {
            checkSuccess(ask, response);
            opened.run();
            each(response.body().byteStream(), consumer);
        } catch (MalformedException e) {
            throw EngineErrors.nonsense(ask, where(), e);
        } catch (StreamedBody.Unsendable e) {
            heeded.check();
            throw e.cause();
        } catch (IOException e) {
            // A call that was cancelled ends with whatever its socket made of that.
            heeded.check();
            throw error(ask, e);
        }
        heeded.check();
    }

    /** Hands over JSON objects that follow one another, with or without something between them. */
    static void each(InputStream in, Consumer<JsonNode> consumer) throws IOException {
        BoundedInput bounded = BoundedInput.ofValues(in, MAX_VALUE);
        try (MappingIterator<JsonNode> values = EngineJson.MAPPER.readerFor(JsonNode.class).readValues(bounded)) {
            while (values.hasNextValue()) {
                consumer.accept(EngineJson.object(values.nextValue()));
                bounded.begin();
            }
        }
    }

    private <T> T whole(OkHttpClient client, Ask ask, Request request, Function<JsonNode, T> read) {
        return whole(client.newCall(request), ask, read, CancellationScope.current());
    }

    private <T> T whole(Call call, Ask ask, Function<JsonNode, T> read, Cancellation cancellation) {
        Heeded heeded = begin(call, cancellation);
        try (heeded; Response response = call.execute()) {
            checkSuccess(ask, response);
            JsonNode answer = tree(response);
            if (!answer.isContainerNode() && !answer.isNull() && !answer.isMissingNode()) {
                throw EngineJson.unexpected();
            }
            return read.apply(answer);
        } catch (MalformedException e) {
            throw EngineErrors.nonsense(ask, where(), e);
        } catch (IOException e) {
            heeded.check();
            throw error(ask, e);
        }
    }

    /**
     * To be called before any call is made: the one place where it is heard that nobody waits for the answer any more.
     *
     * @throws CancellationException if that is so
     */
    private Heeded begin(Call call, Cancellation cancellation) {
        // An engine that stands still gets nothing more from who is leaving, and does not keep him.
        if (!CancellationScope.isThere(this, this::answers)) {
            throw new CancellationException("the engine does not answer a ping");
        }
        return new Heeded(call, cancellation);
    }

    private boolean answers() {
        OkHttpClient brief = transport.client().newBuilder().callTimeout(transport.promptness()).build();
        try {
            brief.newCall(new Request.Builder().url(url("_ping").build()).build()).execute().close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    JsonNode tree(Response response) throws IOException {
        return EngineJson.WHOLE.readTree(BoundedInput.of(response.body().byteStream(), MAX_ANSWER, patience));
    }

    EngineException error(Ask ask, IOException e) {
        // A connection that breaks in the middle of a value is a broken connection, not bad JSON.
        return e instanceof JsonProcessingException && !(e instanceof JsonEOFException)
                ? EngineErrors.nonsense(ask, where(), e) : EngineErrors.of(ask, where(), e);
    }

    /** «Not modified» is what an engine answers who starts what runs, or stops what does not. */
    void checkSuccess(Ask ask, Response response) throws IOException {
        if (response.isSuccessful() || response.code() == NOT_MODIFIED) {
            return;
        }
        byte[] body = BoundedInput.of(response.body().byteStream(), Long.MAX_VALUE, patience).readNBytes(MAX_ERROR_BODY);
        String message;
        boolean json = true;
        try {
            message = EngineJson.WHOLE.readTree(body).path("message").asText("");
        } catch (JsonProcessingException e) {
            message = new String(body, StandardCharsets.UTF_8);
            json = false;
        }
        throw EngineErrors.of(ask, where(), response.code(), message, json);
    }
}
