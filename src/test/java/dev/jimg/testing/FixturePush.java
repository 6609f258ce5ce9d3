package dev.jimg.testing;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

/** Pushes a fixture the plain way of the distribution spec: POST then PUT for a blob, PUT for a manifest. */
final class FixturePush {
    private final RealRegistry registry;
    private final HttpClient client;

    FixturePush(RealRegistry registry) {
        this.registry = registry;
        this.client = registry.httpClient();
    }

    Fixture.Pushed push(Fixture fixture, String name) {
        int colon = name.lastIndexOf(':');
        String repository = name.substring(0, colon);
        for (ImageFixture image : fixture.images()) {
            image.blobs().forEach(blob -> blob(repository, blob));
            manifest(repository, image.root(), image.root().digest());
        }
        manifest(repository, fixture.root(), name.substring(colon + 1));
        return new Fixture.Pushed(
                registry.hostPort() + "/" + name,
                fixture.root().digest(),
                fixture.images().get(0).config().digest());
    }

    private void blob(String repository, Content blob) {
        String place = "/v2/" + repository + "/blobs/";
        URI there = registry.uri(place + blob.digest());
        if (send(repository, "HEAD", there, BodyPublishers.noBody(), "").statusCode() == 200) {
            return;
        }
        HttpResponse<String> begun =
                expect(202, send(repository, "POST", registry.uri(place + "uploads/"), BodyPublishers.noBody(), ""));
        String location = begun.headers().firstValue("Location").orElseThrow();
        URI upload = there.resolve(location + (location.contains("?") ? "&" : "?") + "digest=" + blob.digest());
        expect(201, send(repository, "PUT", upload, file(blob), "application/octet-stream"));
    }

    private void manifest(String repository, Content manifest, String reference) {
        URI place = registry.uri("/v2/" + repository + "/manifests/" + reference);
        expect(201, send(repository, "PUT", place, file(manifest), manifest.mediaType()));
    }

    private HttpResponse<String> send(String repository, String method, URI uri, BodyPublisher body, String type) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).method(method, body);
        registry.authorization(repository).ifPresent(value -> request.header("Authorization", value));
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static HttpResponse<String> expect(int status, HttpResponse<String> response) {
        if (response.statusCode() != status) {
            throw new AssertionError(response + " rather than " + status + ": " + response.body());
        }
        return response;
    }

    private static BodyPublisher file(Content content) {
        try {
            return BodyPublishers.ofFile(content.file());
        } catch (FileNotFoundException e) {
            throw new UncheckedIOException(e);
        }
    }
}
