package dev.jimg.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.Platform;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the Dockerfile reference says, line by line; what an older builder knows too is compared with docker elsewhere. */
class DockerfileReferenceTest {

    @TempDir
    Path directory;

    private BuildFixture fixture;

    @BeforeEach
    void prepare() throws Exception {
        fixture = new BuildFixture(directory).file("f", "hi");
    }

    private JsonNode config(String dockerfile) {
        ImageId id = fixture.build(dockerfile);
        return fixture.config(id).tree().get("config");
    }

    private String env(String lines) {
        JsonNode all = config("FROM scratch\n" + lines + "\n").get("Env");
        return all.get(all.size() - 1).asText();
    }

    @Test
    void replacesEveryFormOfAVariable() {
        String set = "ENV str=foobarbaz empty= \nENV v=";
        assertEquals("v=arbaz", env(set + "${str#f*b}"));
        assertEquals("v=az", env(set + "${str##f*b}"));
        assertEquals("v=foobar", env(set + "${str%b*}"));
        assertEquals("v=foo", env(set + "${str%%b*}"));
        assertEquals("v=fooforbaz", env(set + "${str/ba/fo}"));
        assertEquals("v=fooforfoz", env(set + "${str//ba/fo}"));
        assertEquals("v=word", env(set + "${empty:-word}"));
        assertEquals("v=", env(set + "${empty-word}"));
        assertEquals("v=", env(set + "${empty:+word}"));
        assertEquals("v=word", env(set + "${empty+word}"));
        assertEquals("v=$str-${str}", env(set + "\\$str-\\${str}"));
        assertEquals("ghi=bye-hello", env("ENV abc=hello\nENV abc=bye def=$abc\nENV ghi=$abc-$def"));
    }

    @Test
    void readsDirectivesOnceAndAtTheTopOnly() {
        assertEquals("v=a\\b", env("ENV v=a\\\\b"));
        JsonNode escaped = config("# check=skip=all;error=true\n#\t SYNTAX = docker/dockerfile:1\n# escape=`\nFROM scratch\n"
                + "ENV v=a`\n`$x`\n\\\nCMD [\"x\"]\n");
        assertEquals("v=a$x\\", escaped.get("Env").get(escaped.get("Env").size() - 1).asText());
        assertTrue(config("# about\n# escape=`\nFROM scratch\nENV a=b\\\nc\n").get("Env").toString().contains("a=bc"));
        assertThrows(RuntimeException.class, () -> fixture.build("# escape=\\\n# escape=`\nFROM scratch\nENV a=b\n"));
    }

    @Test
    void offersThePlatformsWhereTheyAreAskedFor() {
        Platform here = Platform.local();
        assertEquals("v=" + here + " " + here.os() + " " + here.architecture() + " " + here,
                env("ARG TARGETPLATFORM\nARG TARGETOS TARGETARCH BUILDPLATFORM\n"
                        + "ENV v=\"$TARGETPLATFORM $TARGETOS $TARGETARCH $BUILDPLATFORM\""));
        assertEquals("v=-", env("ENV v=-$TARGETPLATFORM"));
        assertEquals(here.os(), fixture.config(fixture.build(
                "FROM --platform=$BUILDPLATFORM scratch AS x\nENV a=b\n")).tree().get("os").asText());
    }

    @Test
    void keepsArgsBeforeTheFirstFromOutOfStagesThatDoNotAsk() {
        assertEquals("v=-1", fixture.config(fixture.build("ARG A=1\nARG B=$A\nARG base=scratch\nFROM ${base}\nARG B\n"
                + "ENV v=$A-$B\n")).container().env().stream().filter(line -> line.startsWith("v=")).findFirst()
                .orElseThrow());
    }

    @Test
    void readsHereDocumentsWithAndWithoutQuotesAndTabs() throws Exception {
        ImageId id = fixture.build("FROM scratch\nARG who=me\nCOPY <<one <<\"two\" <<-'three' /d/\n$who\none\n$who\ntwo\n"
                + "\t\t$who\n\tthree\nCOPY <<-EOT /tabs\n\t${who}\n\tEOT\n");
        assertEquals(List.of("755 0:0 d/", "644 0:0 d/one me", "644 0:0 d/three $who", "644 0:0 d/two $who"),
                fixture.layers(id).get(0));
        assertEquals(List.of("644 0:0 tabs me"), fixture.layers(id).get(1));
    }

    @Test
    void doesATriggerThatCopiesFromAStageNothingElseNames() throws Exception {
        fixture.build("FROM scratch\nONBUILD COPY --from=made /f /triggered\n", "base:1");
        ImageId id = fixture.build("FROM scratch AS made\nCOPY f /f\nFROM base:1\nENV a=b\n");
        assertEquals(List.of("644 0:0 triggered hi"), fixture.layers(id).get(0));
        assertTrue(fixture.config(id).tree().path("config").path("OnBuild").isMissingNode());
    }

    @Test
    void setsWhatIsOnlyConfig() {
        JsonNode config = config("""
                FROM scratch
                ENV dir=/e port=70
                WORKDIR $dir
                WORKDIR below
                USER ${u:-web}:staff
                EXPOSE $port 80-82/udp
                VOLUME ["/a b", "/c"]
                STOPSIGNAL ${sig:-SIGUSR1}
                SHELL ["/bin/x", "-c"]
                CMD echo $dir
                HEALTHCHECK --interval=5m --timeout=3s --start-period=1s --start-interval=2s --retries=4 \\
                    CMD ["check", "it"]
                """);
        assertEquals("/e/below", config.get("WorkingDir").asText());
        assertEquals("web:staff", config.get("User").asText());
        assertEquals("{\"70/tcp\":{},\"80/udp\":{},\"81/udp\":{},\"82/udp\":{}}", config.get("ExposedPorts").toString());
        assertEquals("{\"/a b\":{},\"/c\":{}}", config.get("Volumes").toString());
        assertEquals("SIGUSR1", config.get("StopSignal").asText());
        assertEquals("[\"/bin/x\",\"-c\",\"echo $dir\"]", config.get("Cmd").toString());
        assertEquals("{\"Test\":[\"CMD\",\"check\",\"it\"],\"Interval\":300000000000,\"Timeout\":3000000000,"
                + "\"StartPeriod\":1000000000,\"StartInterval\":2000000000,\"Retries\":4}",
                config.get("Healthcheck").toString());
        assertEquals("{\"Test\":[\"NONE\"]}", config("FROM scratch\nHEALTHCHECK NONE\n").get("Healthcheck").toString());
    }
}
