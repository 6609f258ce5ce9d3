package dev.jimg.config;

import dev.jimg.fuzz.FuzzLine;
import dev.jimg.fuzz.Mutation;
import dev.jimg.testing.TempDirs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The settings of docker, of the engine and of contexts: one file, read as each of them. */
public final class ConfigFilesLine implements FuzzLine {

    private static final Mutation FILES = Mutation.ofTexts(
            List.of("{\"auths\":{\"https://index.docker.io/v1/\":{\"auth\":\"dXNlcjpwYXNz\"},\"a:5000\":{\"identitytoken\":\"t\","
                    + "\"registrytoken\":\"x\",\"username\":\"u\",\"password\":\"p\"}},\"credHelpers\":{\"b\":\"c\"},\"credsStore\":\"d\","
                    + "\"currentContext\":\"e\",\"HttpHeaders\":{\"f\":\"g\"},\"proxies\":{\"default\":{\"httpProxy\":\"http://p\"}},"
                    + "\"imagesFormat\":\"{{.ID}}\",\"n\":1.0}",
                    "{\"registry-mirrors\":[\"https://m/\"],\"insecure-registries\":[\"10.0.0.0/8\",\"h:1\",\"[::1]:5\",\"::/0\"]}",
                    "{\"Name\":\"e\",\"Metadata\":{\"Description\":\"x\"},\"Endpoints\":{\"docker\":{\"Host\":\"tcp://h:1\","
                    + "\"SkipTLSVerify\":true}}}",
                    "[registries]\nmirrors = [\"https://m\"]\ninsecure = [\"a:1\", '10.0.0.0/8']\n"),
            List.of("{", "}", "[", "]", "\"", ",", ":", "null", "{\"a\":", "[[[[", "/33", "0.0.0.0/0", "http://", "1e999999999",
                    "\"auth\":\"\",", "\"auths\":[],", "@", "?", "%", "\0", "é", "registries", "mirrors = ", "[a]\n"));

    private Path directory;

    @Override
    public String name() {
        return "config files";
    }

    @Override
    public byte[] make(Random random) {
        return FILES.make(random);
    }

    @Override
    public void feed(byte[] input) throws IOException {
        Environment environment = new Environment(Map.of(), home(), home());
        ConfigException refused = null;
        Path meta = home().resolve(".docker/contexts/meta/x/meta.json");
        for (Path file : List.of(home().resolve(".docker/config.json"), home().resolve("etc/docker/daemon.json"), meta,
                environment.settingsFile())) {
            Files.createDirectories(file.getParent());
            Files.write(file, input);
            try {
                read(environment);
            } catch (ConfigException e) {
                refused = e;
            }
            Files.delete(file);
        }
        if (refused != null) {
            throw refused;
        }
    }

    private static void read(Environment environment) {
        new DockerContexts(environment).all();
        RegistriesConfig.load(environment);
        DockerConfig config = DockerConfig.load(environment);
        config.currentContext();
        config.httpHeaders();
        config.containerProxies("tcp://h:1");
        for (String registry : config.registries()) {
            config.helper(registry);
            config.credentials(registry);
        }
    }

    private Path home() throws IOException {
        if (directory == null) {
            Path memory = Path.of("/dev/shm");
            directory = Files.isWritable(memory) ? Files.createTempDirectory(memory, "jimg-fuzz-")
                    : Files.createTempDirectory("jimg-fuzz-");
        }
        return directory;
    }

    @Override
    public List<Class<? extends Exception>> refusals() {
        return List.of(ConfigException.class);
    }

    @Override
    public void close() throws IOException {
        if (directory != null) {
            TempDirs.delete(directory);
            directory = null;
        }
    }
}
