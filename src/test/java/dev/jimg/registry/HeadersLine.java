package dev.jimg.registry;

import dev.jimg.fuzz.FuzzLine;
import dev.jimg.fuzz.Growth;
import dev.jimg.fuzz.Mutation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import okhttp3.HttpUrl;

/** What registries say in the heads of their answers, and in the bodies of those that are errors. */
public final class HeadersLine implements FuzzLine {

    private static final HttpUrl PAGE = HttpUrl.get("https://registry.example/v2/a/tags/list?n=2");
    private static final Mutation CHALLENGES = Mutation.ofTexts(
            List.of("Bearer realm=\"https://auth.docker.io/token\",service=\"registry.docker.io\","
                    + "scope=\"repository:a/b:pull,push\"", "Basic realm=\"a \\\"b\\\"\", Bearer realm=c,error=invalid",
                    "Negotiate, NTLM, Basic", "bearer Realm = \"x\" , a=b"),
            List.of("\"", "\\", ",", "=", " ", "\t", "Bearer", "realm", "realm=\"", "\\\"", "scope=\"a,b\"", "é"));
    private static final Mutation HEADERS = Mutation.ofTexts(
            List.of("</v2/a/tags/list?last=b&n=2>; rel=\"next\"", "<https://elsewhere/>; rel=prev, <?a>;rel=next",
                    "bytes 0-99/200", "120", "Wed, 21 Oct 2015 07:28:00 GMT", "100;w=21600",
                    "denied: see https://user:secret@host/path?token=x#y and http://a@b"),
            List.of("<", ">", ";", "rel=next", "bytes ", "-", "/", "*", "w=", "https://", "@", "?", "#", "\u001b[2J", "\n"));

    private final String name;
    private final Mutation inputs;
    private final Consumer<String> reader;

    private HeadersLine(String name, Mutation inputs, Consumer<String> reader) {
        this.name = name;
        this.inputs = inputs;
        this.reader = reader;
    }

    /** WWW-Authenticate. */
    public static HeadersLine challenges() {
        return new HeadersLine("challenges", CHALLENGES, text -> Challenge.parse(List.of(text, text)).forEach(challenge ->
                List.of("realm", "service", "scope").forEach(challenge::parameter)));
    }

    /** Link, Content-Range, Retry-After, the limits of rates, and the words of errors. */
    public static HeadersLine headers() {
        return new HeadersLine("other headers", HEADERS, text -> {
            LinkHeader.next(List.of(text), PAGE);
            ContentRange.parse(text);
            RetryAfter.parse(text, Instant.EPOCH);
            RateLimit.of(text, text);
            if (ErrorBody.clean(text).chars().anyMatch(Character::isISOControl)) {
                throw new AssertionError("a control character");
            }
        });
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public byte[] make(Random random) {
        return random.nextInt(4) == 0 ? inputs.sentence(random, 30) : inputs.make(random);
    }

    @Override
    public void feed(byte[] input) {
        reader.accept(new String(input, StandardCharsets.UTF_8));
    }

    @Override
    public List<Class<? extends Exception>> refusals() {
        return List.of();
    }

    @Override
    public List<Growth> growths() {
        return List.of(new Growth("parameters or links", 500, n -> ("a <b>;rel=\"prev\", c=\"" + "d\\\"".repeat(3) + "\",")
                .repeat(n).getBytes(StandardCharsets.UTF_8)));
    }
}
