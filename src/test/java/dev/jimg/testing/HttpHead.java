package dev.jimg.testing;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The head of an HTTP/1.1 message: the start line and the header lines, in their order (RFC 9112). */
record HttpHead(String startLine, List<String> lines) {

    /** Empty when the other side closed instead of sending another message. */
    static Optional<HttpHead> read(InputStream in) throws IOException {
        String start = readLine(in);
        if (start.isEmpty()) {
            return Optional.empty();
        }
        List<String> lines = new ArrayList<>();
        for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
            lines.add(line);
        }
        return Optional.of(new HttpHead(start, List.copyOf(lines)));
    }

    /** Without its CR LF; empty at the end of the stream too. */
    static String readLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                if (line.size() == 0) {
                    return "";
                }
                throw new EOFException("in the middle of a head");
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    Optional<String> header(String name) {
        return lines.stream()
                .filter(line -> named(line, name))
                .map(line -> line.substring(name.length() + 1).trim())
                .findFirst();
    }

    HttpHead without(String name) {
        return new HttpHead(startLine, lines.stream().filter(line -> !named(line, name)).toList());
    }

    HttpHead with(String name, String value) {
        List<String> more = new ArrayList<>(without(name).lines);
        more.add(name + ": " + value);
        return new HttpHead(startLine, more);
    }

    /** The status of a response. */
    int status() {
        return Integer.parseInt(startLine.split(" ")[1]);
    }

    String method() {
        return startLine.split(" ")[0];
    }

    /** Path and query as they were sent. */
    String target() {
        return startLine.split(" ")[1];
    }

    boolean chunked() {
        return header("Transfer-Encoding").filter("chunked"::equalsIgnoreCase).isPresent();
    }

    OptionalLong contentLength() {
        return header("Content-Length").map(Long::parseLong).map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    byte[] bytes() {
        return (startLine + "\r\n" + String.join("", lines.stream().map(line -> line + "\r\n").toList()) + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static boolean named(String line, String name) {
        return line.length() > name.length()
                && line.charAt(name.length()) == ':'
                && line.regionMatches(true, 0, name, 0, name.length());
    }
}
