package dev.jimg.oci;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * An operating system and CPU, in normal form: {@code x86_64} is {@code amd64}, {@code arm64/v8} is {@code arm64}
 * (OCI image spec, image index, «platform»; the aliases are those of containerd's platforms package).
 *
 * @param variant the CPU variant, empty if none
 * @param osVersion the version of Windows, empty elsewhere
 */
public record Platform(String os, String architecture, String variant, String osVersion) {

    /** What is said of one word that means neither. */
    public static final String UNKNOWN = "unknown operating system or architecture";

    /** Those of Go, which images are named after. */
    private static final Set<String> SYSTEMS = Set.of("aix", "android", "darwin", "dragonfly", "freebsd", "hurd",
            "illumos", "ios", "js", "linux", "nacl", "netbsd", "openbsd", "plan9", "solaris", "windows", "zos");
    private static final Set<String> ARCHITECTURES = Set.of("386", "amd64", "amd64p32", "arm", "armbe", "arm64",
            "arm64be", "ppc64", "ppc64le", "loong64", "mips", "mipsle", "mips64", "mips64le", "mips64p32",
            "mips64p32le", "ppc", "riscv", "riscv64", "s390", "s390x", "sparc", "sparc64", "wasm");

    public Platform {
        os = normalOs(os);
        String cpu = architecture.toLowerCase(Locale.ROOT);
        String level = normalVariant(cpu, variant.toLowerCase(Locale.ROOT));
        architecture = normalArchitecture(cpu);
        variant = level;
    }

    public static Platform of(String os, String architecture, String variant) {
        return new Platform(os, architecture, variant, "");
    }

    /**
     * Reads {@code os/arch[/variant]}, or one of os and arch alone, the other being this machine's.
     *
     * @throws MalformedException if the text has more parts, an empty part or characters outside
     *     {@code [A-Za-z0-9_.-]}, or is one word that Go has for no system and no CPU
     */
    public static Platform parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length > 3) {
            throw invalid(text);
        }
        for (String part : parts) {
            if (part.isEmpty() || !isWord(part)) {
                throw invalid(text);
            }
        }
        if (parts.length == 1) {
            String os = normalOs(parts[0]);
            if (SYSTEMS.contains(os)) {
                return of(os, local().architecture, local().variant);
            }
            Platform platform = of("linux", parts[0], "");
            if (!ARCHITECTURES.contains(platform.architecture)) {
                throw new MalformedException("invalid platform \"" + text + "\": " + UNKNOWN);
            }
            return platform;
        }
        return of(parts[0], parts[1], parts.length == 3 ? parts[2] : "");
    }

    /** What containers on this machine run as: always Linux, with this machine's CPU. */
    public static Platform local() {
        return of("linux", System.getProperty("os.arch", "amd64"), "");
    }

    /**
     * The platforms whose images run on this one, the best first: an {@code arm64} machine also runs
     * {@code arm/v8} down to {@code arm/v5}, an {@code arm/v7} one {@code arm/v6} and {@code arm/v5}, and every
     * variant of {@code amd64} or {@code arm64} what the plain CPU runs.
     */
    public List<Platform> compatible() {
        List<Platform> result = new ArrayList<>();
        result.add(this);
        if (architecture.equals("arm64")) {
            if (!variant.isEmpty()) {
                result.add(new Platform(os, architecture, "", osVersion));
            }
            addArm(result, 8);
        } else if (architecture.equals("arm") && variant.length() == 2) {
            addArm(result, variant.charAt(1) - '0' - 1);
        } else if (architecture.equals("amd64") && variant.length() == 2) {
            for (int level = variant.charAt(1) - '0' - 1; level >= 1; level--) {
                result.add(new Platform(os, architecture, "v" + level, osVersion));
            }
        }
        return List.copyOf(result);
    }

    /** Equal but for the OS version, which only Windows fills. */
    public boolean matches(Platform other) {
        return os.equals(other.os) && architecture.equals(other.architecture) && variant.equals(other.variant);
    }

    /** Written out, see {@link Digest#equals}. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Platform platform && matches(platform) && osVersion.equals(platform.osVersion);
    }

    @Override
    public int hashCode() {
        return (os.hashCode() * 31 + architecture.hashCode()) * 31 + variant.hashCode();
    }

    /** {@code linux/arm/v7}: what {@code --platform} takes. */
    @Override
    public String toString() {
        String base = os + "/" + architecture;
        return variant.isEmpty() ? base : base + "/" + variant;
    }

    private void addArm(List<Platform> result, int from) {
        for (int level = from; level >= 5; level--) {
            result.add(new Platform(os, "arm", "v" + level, osVersion));
        }
    }

    private static String normalOs(String os) {
        String lower = os.toLowerCase(Locale.ROOT);
        return lower.equals("macos") ? "darwin" : lower;
    }

    private static String normalArchitecture(String cpu) {
        return switch (cpu) {
            case "i386", "i486", "i586", "i686", "x86" -> "386";
            case "x86_64", "x86-64" -> "amd64";
            case "aarch64" -> "arm64";
            case "armhf", "armel" -> "arm";
            default -> cpu;
        };
    }

    private static String normalVariant(String cpu, String variant) {
        return switch (cpu) {
            case "amd64", "x86_64", "x86-64" -> variant.equals("v1") ? "" : variant;
            case "arm64", "aarch64" -> variant.equals("8") || variant.equals("v8") ? "" : variant;
            case "armhf" -> "v7";
            case "armel" -> "v6";
            case "arm" -> variant.isEmpty() ? "v7" : variant.startsWith("v") ? variant : "v" + variant;
            case "i386", "i486", "i586", "i686", "x86" -> "";
            default -> variant;
        };
    }

    private static boolean isWord(String part) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            boolean ok = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
                    || c == '_' || c == '-' || c == '.';
            if (!ok) {
                return false;
            }
        }
        return true;
    }

    private static MalformedException invalid(String text) {
        return new MalformedException(
                "invalid platform \"" + text + "\": wants os/arch or os/arch/variant, like linux/arm64");
    }
}
