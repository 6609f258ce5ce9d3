package dev.jimg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jimg.testing.Counted;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The list of digests that {@code install.sh} checks, the licences and the bill of materials name the same libraries. */
@Counted("supply chain")
class SupplyChainTest {
    private static final Path PROJECT = Path.of(System.getProperty("project.dir"));
    private static final Pattern LICENCE_ROW = Pattern.compile("\\| `([^`]+)` \\| [^|]+ \\| [^|]+ \\|");
    private static final Pattern BUILD = Pattern.compile("install.sh; build (\\S+)");

    @Test
    void theLibrariesOfTheTestsAreTheOnesListed() throws IOException {
        Map<String, String> listed = digests();
        Map<String, String> loaded = new TreeMap<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path jar = Path.of(entry);
            String name = jar.getFileName().toString();
            if (listed.containsKey(name)) {
                loaded.put(name, sha256(jar));
            }
        }
        assertEquals(listed, loaded);
    }

    @Test
    void everyLibraryHasItsLicenceListed() throws IOException {
        List<String> licensed = new ArrayList<>();
        for (String line : Files.readAllLines(PROJECT.resolve("THIRD-PARTY.md"))) {
            Matcher row = LICENCE_ROW.matcher(line);
            if (row.matches()) {
                licensed.add(row.group(1) + ".jar");
            }
        }
        assertEquals(List.copyOf(digests().keySet()), licensed);
    }

    @Test
    void theInstalledBillOfMaterialsNamesWhatIsInstalledByDigest() throws IOException {
        Path home = installed();
        Map<String, String> inBill = new TreeMap<>();
        JsonNode bill = new ObjectMapper().readTree(home.resolve("jimg-tui.cdx.json").toFile());
        assertEquals("CycloneDX", bill.path("bomFormat").asText());
        for (JsonNode component : bill.path("components")) {
            assertTrue(component.path("licenses").size() > 0, () -> "no licence: " + component);
            inBill.put(component.path("name").asText() + "-" + component.path("version").asText() + ".jar", sha256(component));
        }
        assertEquals(digests(), inBill);
        try (Stream<Path> jars = Files.list(home.resolve("lib"))) {
            assertEquals(digests().keySet(),
                    jars.map(jar -> jar.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    private static Path installed() throws IOException {
        Path prefix = PROJECT.resolve("target/installed");
        Path launcher = prefix.resolve("bin/jimg-tui");
        Assumptions.assumeTrue(Files.exists(launcher), "not installed for the tests; ./install.sh test does it");
        Matcher build = BUILD.matcher(Files.readString(launcher));
        assertTrue(build.find(), "which build does the launcher start?");
        return prefix.resolve("lib/jimg-tui").resolve(build.group(1));
    }

    private static Map<String, String> digests() throws IOException {
        Map<String, String> digests = new TreeMap<>();
        for (String line : Files.readAllLines(PROJECT.resolve("src/install/libraries.sha256"))) {
            String[] words = line.split(" +");
            digests.put(words[1], words[0]);
        }
        return digests;
    }

    private static String sha256(JsonNode component) {
        for (JsonNode hash : component.path("hashes")) {
            if (hash.path("alg").asText().equals("SHA-256")) {
                return hash.path("content").asText();
            }
        }
        return "none";
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
