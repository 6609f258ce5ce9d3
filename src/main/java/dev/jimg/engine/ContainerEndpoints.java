package dev.jimg.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.Platform;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.CancellationScope;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * The endpoints that concern containers. Like {@link EngineClient}'s, its methods block, may be called from any thread
 * and throw {@link EngineException}. A container is named by its name, ID or a prefix of that.
 */
public final class ContainerEndpoints {

    private static final String INSPECT = "inspect container";
    private static final String EXEC = "run a command in container";

    private final Wire wire;
    private final EngineVersion version;

    ContainerEndpoints(Wire wire, EngineVersion version) {
        this.wire = wire;
        this.version = version;
    }

    /** What is there of a container before anything is known of it. */
    public record Created(String id, List<String> warnings) {}

    /**
     * Without those for files, see {@link FilesName}.
     *
     * @param limit the newest so many; 0 for all
     * @param filters docker's
     */
    public List<ContainerRow> list(boolean all, int limit, boolean size, Map<String, List<String>> filters) {
        List<ContainerRow> rows = rows(all, limit, size, filters);
        if (limit > 0 && rows.stream().anyMatch(ContainerRow::forFiles)) {
            rows = rows(all, limit + forFiles().size(), size, filters);
        }
        return rows.stream().filter(row -> !row.forFiles()).limit(limit > 0 ? limit : Long.MAX_VALUE).toList();
    }

    /** Those that are made to look at files, see {@link FilesName}. */
    public List<ContainerRow> forFiles() {
        return rows(true, 0, false, Map.of("name", List.of(FilesName.PREFIX))).stream().filter(ContainerRow::forFiles).toList();
    }

    private List<ContainerRow> rows(boolean all, int limit, boolean size, Map<String, List<String>> filters) {
        HttpUrl.Builder url = wire.url("v" + version.api() + "/containers/json");
        if (all) {
            url.addQueryParameter("all", "1");
        }
        if (limit > 0) {
            url.addQueryParameter("limit", Integer.toString(limit));
        }
        if (size) {
            url.addQueryParameter("size", "1");
        }
        if (!filters.isEmpty()) {
            url.addQueryParameter("filters", EngineJson.write(filters));
        }
        return wire.get(new Ask("list containers", ""), url.build(), rows -> {
            List<ContainerRow> result = new ArrayList<>(rows.size());
            EngineJson.list(rows).forEach(row -> result.add(ContainerRow.of(row)));
            return List.copyOf(result);
        });
    }

    /**
     * Makes one and does not start it.
     *
     * @param body as the API describes it
     * @throws EngineException NOT_FOUND if the image is not there
     */
    public Created create(String image, Optional<String> name, Optional<Platform> platform, Map<String, Object> body,
            Cancellation cancellation) {
        HttpUrl.Builder url = wire.url("v" + version.api() + "/containers/create");
        name.ifPresent(wanted -> url.addQueryParameter("name", wanted));
        if (version.api().atLeast(1, 41)) {
            platform.ifPresent(wanted -> url.addQueryParameter("platform", wanted.toString()));
        }
        return wire.post(new Ask("create a container of", image), url.build(), body, answer ->
                new Created(id(answer), EngineJson.texts(answer.path("Warnings"))), cancellation);
    }

    /** What was made; the engine chooses its form. */
    private static String id(JsonNode answer) {
        String id = answer.path("Id").asText("");
        if (id.isEmpty()) {
            throw EngineJson.unexpected();
        }
        return id;
    }

    /**
     * Connects to what it reads and writes; before it starts, to all of it.
     *
     * @param streams which of them: {@code stdin}, {@code stdout}, {@code stderr}
     */
    public EngineStream attach(String container, List<String> streams, Optional<String> detachKeys,
            Cancellation cancellation) {
        HttpUrl.Builder url = url(container, "attach").addQueryParameter("stream", "1");
        streams.forEach(stream -> url.addQueryParameter(stream, "1"));
        detachKeys.ifPresent(keys -> url.addQueryParameter("detachKeys", keys));
        return wire.upgrade(new Ask("attach to container", container), url.build(), Optional.empty(), cancellation);
    }

    public void start(String container) {
        wire.postPatiently(new Ask("start container", container), url(container, "start").build());
    }

    /**
     * Asks for the exit status of its next run.
     *
     * @param untilRemoved it is removed at its end; comes back when it is gone. Podman 4.3 would then not tell the
     *     status, so that there it comes back before: {@link #awaitRemoval}
     */
    public PendingExit exit(String container, boolean untilRemoved) {
        return PendingExit.ask(wire, new Ask("wait for container", container), wire.later(url(container, "wait")
                .addQueryParameter("condition", untilRemoved && !version.podman() ? "removed" : "next-exit").build()));
    }

    /** Waits until one that is removed at its end is gone, where its exit status may come before that. */
    public void awaitRemoval(String container) {
        if (!version.podman()) {
            return;
        }
        try {
            wire.postPatiently(new Ask("wait for container", container),
                    url(container, "wait").addQueryParameter("condition", "removed").build());
        } catch (EngineException e) {
            if (e.kind() != EngineException.Kind.NOT_FOUND) {
                throw e;
            }
        }
    }

    public void resize(String container, int columns, int rows) {
        wire.post(new Ask("resize the terminal of container", container), url(container, "resize")
                .addQueryParameter("w", Integer.toString(columns)).addQueryParameter("h", Integer.toString(rows))
                .build());
    }

    /**
     * @param patience until it is killed; the engine's own measure, or that of the container, if empty
     * @param signal before that; engines before 1.42 know none here
     */
    public void stop(String container, Optional<Duration> patience, Optional<String> signal) {
        HttpUrl.Builder url = url(container, "stop");
        patience.ifPresent(wait -> url.addQueryParameter("t", Long.toString(wait.toSeconds())));
        if (version.api().atLeast(1, 42)) {
            signal.ifPresent(name -> url.addQueryParameter("signal", name));
        }
        wire.postPatiently(new Ask("stop container", container), url.build());
    }

    public void kill(String container, String signal) {
        wire.post(new Ask("kill container", container),
                url(container, "kill").addQueryParameter("signal", signal).build());
    }

    public void remove(String container, boolean force, boolean volumes) {
        HttpUrl.Builder url = wire.url("v" + version.api() + "/containers").addPathSegment(container);
        if (volumes) {
            url.addQueryParameter("v", "1");
        }
        if (force) {
            url.addQueryParameter("force", "1");
        }
        wire.delete(new Ask("remove container", container), url.build(), Wire.DONE);
    }

    /** @param link {@code one/name} */
    public void removeLink(String link) {
        wire.delete(new Ask("remove link", link), wire.url("v" + version.api() + "/containers").addPathSegments(link)
                .addQueryParameter("link", "1").build(), Wire.DONE);
    }

    /** As the engine tells it, one line of JSON. */
    public String inspect(String container) {
        return wire.get(new Ask(INSPECT, container), url(container, "json").build(), EngineJson::text);
    }

    /**
     * What one has to know of a container to be connected to it.
     *
     * @param tty it was made with a terminal, so that its output is one stream without frames
     * @param takesInput its input is open
     * @param remove it is removed at its end
     */
    public record Making(String id, boolean tty, boolean takesInput, boolean remove) {}

    public Making making(String container) {
        return wire.get(new Ask(INSPECT, container), url(container, "json").build(),
                answer -> new Making(id(answer), answer.path("Config").path("Tty").asBoolean(),
                        answer.path("Config").path("OpenStdin").asBoolean(),
                        answer.path("HostConfig").path("AutoRemove").asBoolean()));
    }

    /** @param query what of it, as the API describes it */
    public void logs(String container, Map<String, String> query, boolean tty, OutputStream out, OutputStream err,
            Cancellation cancellation) {
        HttpUrl.Builder url = url(container, "logs");
        query.forEach(url::addQueryParameter);
        wire.getBytes(new Ask("read the logs of container", container), url.build(), bytes -> {
            if (tty) {
                StreamFrames.copyPlain(bytes, out);
            } else {
                StreamFrames.copy(bytes, out, err);
            }
        }, cancellation);
    }

    /**
     * A file or directory of it as a tar, also of one that never ran.
     *
     * @param path a byte string, relative to the root
     */
    public void readPath(String container, String path, BytesReader reader, Cancellation cancellation) {
        StringBuilder encoded = new StringBuilder("%2F");
        for (char b : path.toCharArray()) {
            encoded.append(String.format(Locale.ROOT, "%%%02X", (int) b));
        }
        wire.getBytes(new Ask("read a file of container", container),
                url(container, "archive").addEncodedQueryParameter("path", encoded.toString()).build(), reader,
                cancellation);
    }

    /**
     * All files of it as a tar, for who reads it as it comes, and perhaps not to its end; also of one that never ran.
     */
    public void export(String container, BytesReader reader, Cancellation cancellation) {
        if (version.podman()) {
            // Its export is written to a file as a whole before it is sent; what is copied out is sent as it comes.
            readPath(container, ".", reader, cancellation);
            return;
        }
        wire.getBytes(new Ask("read a file of container", container), url(container, "export").build(), reader,
                cancellation);
    }

    /**
     * Takes away one that never ran, with its volumes, also after a cancellation. It has no files to speak of: this does
     * not wait long.
     */
    public void removeUnstarted(String container) {
        CancellationScope.clearAway(() -> wire.deleteSoon(new Ask("remove container", container),
                wire.url("v" + version.api() + "/containers").addPathSegment(container).addQueryParameter("v", "1")
                        .build()));
    }

    /** @param query the parts of the request that are no JSON, as the API describes it */
    public ImageId commit(String container, Map<String, String> query, List<String> changes,
            Cancellation cancellation) {
        HttpUrl.Builder url = wire.url("v" + version.api() + "/commit").addQueryParameter("container", container);
        query.forEach(url::addQueryParameter);
        changes.forEach(change -> url.addQueryParameter("changes", change));
        return wire.post(new Ask("commit container", container), url.build(), Map.of(),
                answer -> EngineImage.id(answer.path("Id").asText()), cancellation);
    }

    /**
     * Prepares a command in a running container.
     *
     * @param body as the API describes it
     * @return its ID
     */
    public String createExec(String container, Map<String, Object> body, Cancellation cancellation) {
        return wire.post(new Ask(EXEC, container), url(container, "exec").build(), body, ContainerEndpoints::id,
                cancellation);
    }

    /** Starts a prepared command, connected to what it reads and writes. */
    public EngineStream startExec(String exec, String container, boolean tty, Cancellation cancellation) {
        return wire.upgrade(new Ask(EXEC, container), exec(exec, "start").build(),
                Optional.of(Map.of("Detach", false, "Tty", tty)), cancellation);
    }

    public void startExecDetached(String exec, String container, boolean tty, Cancellation cancellation) {
        wire.post(new Ask(EXEC, container), exec(exec, "start").build(), Map.of("Detach", true, "Tty", tty),
                Wire.DONE, cancellation);
    }

    public void resizeExec(String exec, int columns, int rows) {
        wire.post(new Ask("resize a terminal", ""), exec(exec, "resize").addQueryParameter("w", "" + columns)
                .addQueryParameter("h", "" + rows).build());
    }

    /** Of a command that has ended. */
    public int execExit(String exec, String container) {
        return wire.get(new Ask(EXEC, container), exec(exec, "json").build(), answer ->
                EngineJson.object(answer).path("ExitCode").asInt());
    }

    private HttpUrl.Builder url(String container, String what) {
        return wire.url("v" + version.api() + "/containers").addPathSegment(container).addPathSegment(what);
    }

    private HttpUrl.Builder exec(String exec, String what) {
        return wire.url("v" + version.api() + "/exec").addPathSegment(exec).addPathSegment(what);
    }
}
