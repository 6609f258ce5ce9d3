package dev.jimg.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import dev.jimg.oci.MalformedException;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Sends requests over a transport and reads JSON answers; errors become this package's own here. */
final class Wire {

    private static final RequestBody NOTHING = RequestBody.create(new byte[0]);
    private static final long MAX_ERROR_BODY = 1 << 20;

    private final Transport transport;
    private final OkHttpClient patient;

    Wire(Transport transport) {
        this.transport = transport;
        // Streams, and deletions of much, are silent for as long as they like; a cancellation ends them.
        this.patient = transport.client().newBuilder().readTimeout(Duration.ZERO).build();
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

    void post(Ask ask, HttpUrl url) {
        whole(transport.client(), ask, new Request.Builder().url(url).post(NOTHING).build(), answer -> answer);
    }

    /** Posts nothing, and waits for the answer as long as it takes. */
    <T> T postPatiently(Ask ask, HttpUrl url, Function<JsonNode, T> read) {
        return whole(patient, ask, new Request.Builder().url(url).post(NOTHING).build(), read);
    }

    <T> T delete(Ask ask, HttpUrl url, Function<JsonNode, T> read) {
        return whole(patient, ask, new Request.Builder().url(url).delete().build(), read);
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
     * @param opened called once the engine has answered, before its first value
     */
    void getStream(Ask ask, HttpUrl url, Runnable opened, Consumer<JsonNode> consumer, Cancellation cancellation) {
        stream(ask, new Request.Builder().url(url).build(), opened, consumer, cancellation);
    }

    private void stream(Ask ask, Request request, Runnable opened, Consumer<JsonNode> consumer,
            Cancellation cancellation) {
        cancellation.check();
        Call call = patient.newCall(request);
        Cancellation.Registration registration = cancellation.onCancel(call::cancel);
        try (Response response = call.execute()) {
            checkSuccess(ask, response);
            opened.run();
            try (MappingIterator<JsonNode> values =
                    EngineJson.MAPPER.readerFor(JsonNode.class).readValues(response.body().byteStream())) {
                while (values.hasNextValue()) {
                    consumer.accept(values.nextValue());
                }
            }
        } catch (IOException e) {
            // A call that was cancelled ends with whatever its socket made of that.
            cancellation.check();
            throw error(ask, e);
        } finally {
            registration.close();
        }
        cancellation.check();
    }

    private <T> T whole(OkHttpClient client, Ask ask, Request request, Function<JsonNode, T> read) {
        try (Response response = client.newCall(request).execute()) {
            checkSuccess(ask, response);
            return read.apply(EngineJson.MAPPER.readTree(response.body().byteStream()));
        } catch (MalformedException e) {
            throw EngineErrors.nonsense(ask, where(), e);
        } catch (IOException e) {
            throw error(ask, e);
        }
    }

    private EngineException error(Ask ask, IOException e) {
        // A connection that breaks in the middle of a value is a broken connection, not bad JSON.
        return e instanceof JsonProcessingException && !(e instanceof JsonEOFException)
                ? EngineErrors.nonsense(ask, where(), e) : EngineErrors.of(ask, where(), e);
    }

    private void checkSuccess(Ask ask, Response response) throws IOException {
        if (response.isSuccessful()) {
            return;
        }
        String body = response.peekBody(MAX_ERROR_BODY).string();
        String message;
        try {
            message = EngineJson.MAPPER.readTree(body).path("message").asText("");
        } catch (JsonProcessingException e) {
            message = body;
        }
        throw EngineErrors.of(ask, response.code(), message);
    }
}
