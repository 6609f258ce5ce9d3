package dev.jimg.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The aliases and defaults are those of containerd's platforms package. */
class PlatformTest {

    @ParameterizedTest
    @CsvSource({
        "linux/amd64,     linux/amd64",
        "linux/amd64/v1,  linux/amd64",
        "linux/amd64/v2,  linux/amd64/v2",
        "linux/x86_64,    linux/amd64",
        "linux/x86-64,    linux/amd64",
        "Linux/x86_64,    linux/amd64",
        "LINUX/AMD64/V3,  linux/amd64/v3",
        "linux/i386,      linux/386",
        "linux/386,       linux/386",
        "linux/arm64,     linux/arm64",
        "linux/arm64/v8,  linux/arm64",
        "linux/arm64/8,   linux/arm64",
        "linux/arm64/v9,  linux/arm64/v9",
        "linux/aarch64,   linux/arm64",
        "linux/Aarch64/v8, linux/arm64",
        "linux/arm,       linux/arm/v7",
        "linux/arm/7,     linux/arm/v7",
        "linux/arm/v7,    linux/arm/v7",
        "linux/arm/v6,    linux/arm/v6",
        "linux/arm/5,     linux/arm/v5",
        "linux/arm/8,     linux/arm/v8",
        "linux/armhf,     linux/arm/v7",
        "linux/armel,     linux/arm/v6",
        "linux/s390x,     linux/s390x",
        "linux/ppc64le,   linux/ppc64le",
        "linux/riscv64,   linux/riscv64",
        "macOS/arm64,     darwin/arm64",
        "windows/amd64,   windows/amd64",
        "arm,             linux/arm/v7",
        "armel,           linux/arm/v6",
        "x86_64,          linux/amd64",
        "s390x,           linux/s390x",
    })
    void isReadInNormalForm(String text, String normal) {
        Platform platform = Platform.parse(text);
        assertEquals(normal, platform.toString());
        assertEquals(platform, Platform.parse(normal), "the normal form is stable");
    }

    @Test
    void takesAnOperatingSystemAloneForThisMachinesCpu() {
        assertEquals(Platform.local(), Platform.parse("linux"));
        assertEquals(Platform.local().architecture(), Platform.parse("windows").architecture());
        assertEquals("darwin", Platform.parse("macOS").os());
        assertEquals("linux", Platform.local().os());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/linux/arm", "linux/arm/", "linux /arm", "linux/&arm", "linux/arm/foo/bar",
            "linux//v7", "linux/\u00e4"})
    void refusesWhatIsNoPlatform(String text) {
        MalformedException refused = assertThrows(MalformedException.class, () -> Platform.parse(text));
        assertTrue(refused.getMessage().contains("\"" + text + "\""), refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "linux/arm64,    linux/arm64 linux/arm/v8 linux/arm/v7 linux/arm/v6 linux/arm/v5",
        "linux/arm64/v9, linux/arm64/v9 linux/arm64 linux/arm/v8 linux/arm/v7 linux/arm/v6 linux/arm/v5",
        "linux/arm/v8,   linux/arm/v8 linux/arm/v7 linux/arm/v6 linux/arm/v5",
        "linux/arm,      linux/arm/v7 linux/arm/v6 linux/arm/v5",
        "linux/arm/v5,   linux/arm/v5",
        "linux/amd64/v3, linux/amd64/v3 linux/amd64/v2 linux/amd64",
        "linux/amd64,    linux/amd64",
        "linux/386,      linux/386",
    })
    void runsWhatOlderVariantsRun(String platform, String compatible) {
        assertEquals(List.of(compatible.split(" ")),
                Platform.parse(platform).compatible().stream().map(Platform::toString).toList());
    }

    @Test
    void matchesWithoutRegardToTheVersionOfWindows() {
        Platform old = new Platform("windows", "amd64", "", "10.0.17763.1");
        assertTrue(old.matches(Platform.parse("windows/amd64")));
        assertFalse(old.matches(Platform.parse("linux/amd64")));
        assertFalse(Platform.parse("linux/arm/v6").matches(Platform.parse("linux/arm/v7")));
    }
}
