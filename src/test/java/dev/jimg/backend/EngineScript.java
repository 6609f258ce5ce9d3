package dev.jimg.backend;

import dev.jimg.fuzz.RawTar;
import dev.jimg.testing.RawEngine;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What a good engine of version 1.41 answers to all that is asked of it. */
public final class EngineScript {

    static final String ID = "sha256:" + "ab12".repeat(16);
    static final String CONTAINER = "cd34".repeat(16);

    private static final String LAYER = "sha256:" + "ef56".repeat(16);
    private static final String IMAGE = "{\"Id\":\"" + ID + "\",\"ParentId\":\"\",\"RepoTags\":[\"a:1\"],\"RepoDigests\":[],"
            + "\"Created\":1700000000,\"Size\":1000,\"SharedSize\":-1,\"Containers\":-1,\"Labels\":{}}";
    private static final String DETAILS = "{\"Id\":\"" + ID + "\",\"RepoTags\":[\"a:1\"],\"RepoDigests\":[],\"Created\":"
            + "\"2026-01-01T00:00:00Z\",\"Size\":1000,\"Os\":\"linux\",\"Architecture\":\"amd64\",\"RootFS\":{\"Type\":"
            + "\"layers\",\"Layers\":[\"" + LAYER + "\"]}}";
    private static final String PROGRESS = "{\"status\":\"Preparing\",\"progressDetail\":{},\"id\":\"ef56ef56ef56\"}\r\n";
    private static final String DIGEST = "{\"status\":\"Digest: " + ID + "\"}\r\n";
    private static final String PUSHED = "{\"progressDetail\":{},\"aux\":{\"Tag\":\"1\",\"Digest\":\"" + ID
            + "\",\"Size\":500}}\r\n";
    private static final String FRAME = "\1\0\0\0\0\0\0\5hello";
    private static final String ARCHIVE = "images/get";

    /** By what they are asked for, the first that fits. */
    private static final Map<Pattern, String> BODIES = new LinkedHashMap<>();

    static {
        put("GET /version", "{\"Version\":\"20.10.24\",\"ApiVersion\":\"1.41\",\"MinAPIVersion\":\"1.12\",\"Os\":\"linux\","
                + "\"Arch\":\"amd64\"}");
        put("GET /_ping", "OK");
        put("GET /info", "{\"Images\":1,\"Containers\":0,\"Driver\":\"overlay2\",\"DockerRootDir\":\"/d\"}");
        put("GET /images/json", "[" + IMAGE + "]");
        put("GET /images/get", "");
        put("GET /images/.*/json", DETAILS);
        put("GET /images/.*/history", "[{\"Id\":\"" + ID + "\",\"Created\":1700000000,\"CreatedBy\":\"x\",\"Size\":1000,"
                + "\"Comment\":\"\",\"Tags\":[\"a:1\"]}]");
        put("POST /images/create", PROGRESS + DIGEST);
        put("POST /images/.*/push", PROGRESS + PUSHED);
        put("POST /images/.*/tag", "");
        put("POST /images/load", PROGRESS + "{\"stream\":\"Loaded image: a:1\\n\"}\r\n");
        put("POST /images/prune", "{\"ImagesDeleted\":[{\"Deleted\":\"" + ID + "\"}],\"SpaceReclaimed\":1000}");
        put("DELETE /images/.*", "[{\"Untagged\":\"a:1\"},{\"Deleted\":\"" + ID + "\"}]");
        put("GET /system/df", "{\"LayersSize\":1000,\"Images\":[" + IMAGE + "],\"Containers\":[],\"Volumes\":[],"
                + "\"BuildCache\":[]}");
        put("POST /build", "{\"stream\":\"Step 1/1 : FROM scratch\\n\"}\r\n{\"aux\":{\"ID\":\"" + ID + "\"}}\r\n");
        put("POST /build/prune", "{\"CachesDeleted\":[],\"SpaceReclaimed\":0}");
        put("GET /events", "{\"Type\":\"image\",\"Action\":\"tag\",\"Actor\":{\"ID\":\"" + ID + "\",\"Attributes\":{\"name\":"
                + "\"a:2\"}}}\n");
        put("GET /containers/json", "[]");
        put("GET /networks/.*", "{\"Name\":\"bridge\",\"Id\":\"" + CONTAINER + "\"}");
        put("POST /containers/create", "{\"Id\":\"" + CONTAINER + "\",\"Warnings\":[]}");
        put("GET /containers/.*/json", "{\"Id\":\"" + CONTAINER + "\",\"Config\":{\"Tty\":false,\"OpenStdin\":false},"
                + "\"HostConfig\":{\"AutoRemove\":false}}");
        put("GET /containers/.*/logs", FRAME + FRAME);
        put("POST /containers/.*/(attach)", FRAME + FRAME);
        put("POST /containers/.*/wait", "{\"StatusCode\":0}");
        put("POST /containers/.*/exec", "{\"Id\":\"" + CONTAINER + "\"}");
        put("POST /exec/.*/(start)", FRAME + FRAME);
        put("GET /exec/.*/json", "{\"ExitCode\":0,\"Running\":false}");
        put("POST /commit", "{\"Id\":\"" + ID + "\"}");
        put("(POST|DELETE) /containers/.*", "");
    }

    private EngineScript() {}

    private static void put(String what, String body) {
        BODIES.put(Pattern.compile(what), body);
    }

    /** Whether the connection becomes a stream. */
    static boolean upgrades(RawEngine.Asked asked) {
        return asked.line().matches("POST .*/(attach|start)") && asked.head().contains("Upgrade: tcp");
    }

    static byte[] body(RawEngine.Asked asked) {
        if (asked.path().endsWith(ARCHIVE)) {
            return tar();
        }
        if (asked.query().contains("fromSrc=")) {
            return bytes("{\"status\":\"" + ID + "\"}\r\n");
        }
        return bytes(BODIES.entrySet().stream().filter(entry -> entry.getKey().matcher(asked.line()).matches())
                .map(Map.Entry::getValue).findFirst().orElseThrow(() -> new AssertionError("asked for " + asked.line())));
    }

    /** What comes in one piece, and what comes for as long as something happens. */
    static boolean streams(RawEngine.Asked asked) {
        return asked.line().matches("GET /(events|images/get|containers/.*/logs)|"
                + "POST /(images/(create|load|.*/push)|build)") || upgrades(asked);
    }

    /** @param length that the head announces; in chunks if negative */
    static byte[] head(RawEngine.Asked asked, String status, long length) {
        if (upgrades(asked)) {
            return bytes("HTTP/1.1 101 UPGRADED\r\nContent-Type: application/vnd.docker.raw-stream\r\nConnection: Upgrade\r\n"
                    + "Upgrade: tcp\r\n\r\n");
        }
        return bytes("HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nConnection: close\r\n"
                + (length < 0 ? "Transfer-Encoding: chunked" : "Content-Length: " + length) + "\r\n\r\n");
    }

    public static byte[] right(RawEngine.Asked asked) {
        byte[] body = body(asked);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head(asked, "200 OK", body.length));
        all.writeBytes(body);
        return all.toByteArray();
    }

    /** An archive with a file. */
    private static byte[] tar() {
        return new RawTar().file("manifest.json", "[]").end();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
