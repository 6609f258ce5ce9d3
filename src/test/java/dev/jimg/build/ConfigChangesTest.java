package dev.jimg.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jimg.oci.ImageConfig;
import dev.jimg.oci.MalformedException;
import dev.jimg.testing.RealDocker;
import dev.jimg.testing.RealDockerExtension;
import dev.jimg.testing.Run;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

class ConfigChangesTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String[][] TABLE = {
        {"ENV a=$b", "ENV c=$a-x", "ENV d=${e:-q}"}, {"ENV a \"b  c\" d"}, {"ENV a=\"b  c\" d=e\\ f"},
        {"ENV a=1", "ENV a=2 b=$a c=${a:+yes}"}, {"ENV a='$x'", "ENV b=\"\\\"\""},
        {"WORKDIR a b", "WORKDIR c"}, {"WORKDIR /x/../y//"},
        {"EXPOSE 80 $x 90-92/udp"}, {"EXPOSE 1.2.3.4:80:81"}, {"EXPOSE 0"}, {"ENV p=\"1 2\"", "EXPOSE $p 9/UDP"},
        {"LABEL a b c"}, {"LABEL \"a b\"=\"c d\" e=$f", "LABEL B=1 a=2"},
        {"ONBUILD foo x"}, {"ONBUILD   run   a  b"},
        {"CMD"}, {"CMD []"}, {"ENTRYPOINT"}, {"CMD [\"a\"]", "ENTRYPOINT x y"},
        {"ENTRYPOINT [\"x\"]", "CMD [\"a\", \"b\"]"},
        {"cmd echo \"a b\"  c  "}, {"CMD [\"a\""}, {"CMD [\"a\"] b"}, {"USER a b"}, {"USER 1:2"},
        {"HEALTHCHECK --interval=5s --timeout=3s --start-period=1m30s --retries=3 CMD [\"a\",\"b\"]"},
        {"HEALTHCHECK NONE"}, {"HEALTHCHECK --interval=0.5s CMD a b"},
        {"VOLUME a b", "VOLUME [\"/x\"]"}, {"ENV a=b \\\n  c=d\nLABEL x=y"},
        {"RUN ls"}, {"FOO bar"}, {"ENV"}, {"ENV a"}, {"ENV a=b c"}, {"ENV =a"}, {"ENV a=${b"}, {"ENV a=\"b"},
        {"EXPOSE"}, {"EXPOSE foo"}, {"EXPOSE 80-"}, {"EXPOSE 80/xyz"}, {"EXPOSE 70000"}, {"EXPOSE 9-8"},
        {"LABEL"}, {"LABEL a"}, {"USER"}, {"VOLUME"}, {"VOLUME [\"a\",\"\"]"}, {"VOLUME []"}, {"WORKDIR"},
        {"STOPSIGNAL TERM"}, {"HEALTHCHECK"}, {"HEALTHCHECK NONE x"}, {"HEALTHCHECK foo"},
        {"HEALTHCHECK --interval=1 CMD x"}, {"HEALTHCHECK --interval=-1s CMD x"}, {"HEALTHCHECK --foo=1 CMD x"},
        {"HEALTHCHECK --retries=0 CMD x"}, {"HEALTHCHECK CMD"}, {"HEALTHCHECK --interval=x CMD y"},
        {"ONBUILD"}, {"ONBUILD FROM x"}, {"ONBUILD ONBUILD x"}, {"ONBUILD MAINTAINER x"}, {""}, {"# none"},
        {"MAINTAINER me"}, {"SHELL [\"a\"]"}, {"CMD --x=y z"}, {"CMD [\"a\", 1]"}, {"ENV a=b\nFROM x"},
    };

    @Test
    void keepsWhatTheChangesDoNotTouch() {
        ImageConfig base = config("""
                {"os":"linux","architecture":"arm64","config":{"Cmd":["old"],"X":1,"Env":["A=1"]},"y":{"z":null},
                 "rootfs":{"type":"layers","diff_ids":[]}}""");
        ImageConfig changed = ConfigChanges.apply(base, List.of("ENV B=$A"));
        assertEquals(base.tree().get("y"), changed.tree().get("y"));
        assertEquals(1, changed.tree().get("config").get("X").asInt());
        assertEquals(List.of("A=1", "B=1"), changed.container().env());
        assertEquals(List.of("old"), changed.container().cmd());
    }

    @Test
    void takesTheBaseImagesCmdAwayWithANewEntrypoint() {
        ImageConfig changed = ConfigChanges.apply(
                config("{\"config\":{\"Cmd\":[\"old\"]}}"), List.of("ENTRYPOINT [\"new\"]"));
        assertEquals(List.of(), changed.container().cmd());
    }

    @Test
    void changesNothingBeforeAllChangesWereRead() {
        MalformedException refused = assertThrows(MalformedException.class,
                () -> ConfigChanges.apply(config("{}"), List.of("ENV broken", "RUN ls")));
        assertEquals("run is not a valid change command", refused.getMessage());
    }

    @Test
    void takesNoChangesForAnImageWithoutOne() {
        ImageConfig base = config("{}");
        assertEquals(base.raw(), ConfigChanges.apply(base, List.of()).raw());
    }

    @ExtendWith(RealDockerExtension.class)
    @TestFactory
    List<DynamicTest> doesWhatDockerDoes(RealDocker docker, @TempDir Path directory) throws Exception {
        Files.write(directory.resolve("empty.tar"), new byte[1024]);
        List<DynamicTest> tests = new ArrayList<>();
        for (String[] changes : TABLE) {
            String expected = dockers(docker, directory, changes);
            tests.add(DynamicTest.dynamicTest("«" + String.join(" + ", changes) + "»",
                    () -> assertEquals(expected, ours(changes))));
        }
        return tests;
    }

    private static String dockers(RealDocker docker, Path directory, String[] changes) throws Exception {
        List<String> command = new ArrayList<>(List.of("import"));
        for (String change : changes) {
            command.addAll(List.of("-c", change));
        }
        command.add(directory.resolve("empty.tar").toString());
        Run.Result imported = docker.command(command.toArray(String[]::new)).attempt();
        if (imported.exit() != 0) {
            return imported.err().strip().replaceFirst("^Error response from daemon: ", "");
        }
        String id = imported.out().strip();
        JsonNode config = MAPPER.readTree(docker.docker("image", "inspect", "-f", "{{json .Config}}", id).out());
        docker.docker("rmi", id);
        return told(config);
    }

    private static String ours(String[] changes) throws Exception {
        try {
            return told(ConfigChanges.apply(config("{}"), List.of(changes)).tree().get("config"));
        } catch (MalformedException e) {
            return e.getMessage();
        }
    }

    /** Without the fields that say nothing: docker writes all there are. */
    private static String told(JsonNode config) throws Exception {
        ObjectNode told = MAPPER.createObjectNode();
        List<String> names = new ArrayList<>();
        config.fieldNames().forEachRemaining(names::add);
        names.stream().sorted().forEach(name -> {
            JsonNode value = config.get(name);
            boolean empty = value.isNull() || value.isBoolean() || value.isTextual() && value.textValue().isEmpty()
                    || value.isContainerNode() && value.isEmpty();
            if (!empty) {
                told.set(name, value);
            }
        });
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(told);
    }

    private static ImageConfig config(String json) {
        return ImageConfig.parse(json.getBytes(StandardCharsets.UTF_8));
    }
}
