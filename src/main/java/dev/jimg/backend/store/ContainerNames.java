package dev.jimg.backend.store;

import dev.jimg.service.Failure;
import java.security.SecureRandom;
import java.util.List;
import java.util.regex.Pattern;

/** IDs and names of containers. */
final class ContainerNames {

    private static final List<String> QUALITIES = List.of("able", "bold", "brisk", "calm", "clear", "deft", "eager",
            "fair", "fond", "glad", "keen", "kind", "lively", "mild", "neat", "plain", "proud", "quick", "quiet", "sharp",
            "sly", "sound", "steady", "swift", "tidy", "true", "vivid", "warm", "wise", "witty");
    private static final List<String> ANIMALS = List.of("badger", "beaver", "crane", "dolphin", "eagle", "falcon",
            "finch", "fox", "gecko", "heron", "ibis", "jay", "kestrel", "lark", "lynx", "marten", "newt", "orca", "otter",
            "owl", "panda", "puffin", "quail", "raven", "robin", "seal", "stork", "swan", "tern", "wren");
    private static final Pattern VALID = Pattern.compile("/?[a-zA-Z0-9][a-zA-Z0-9_.-]+");
    private static final int ID_BYTES = 32;

    private final SecureRandom random = new SecureRandom();

    /** 64 hex digits. Not all of the first twelve are decimal: a short ID must not look like a number. */
    String id() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        StringBuilder hex = new StringBuilder();
        for (byte b : bytes) {
            hex.append(String.format("%02x", b & 0xff));
        }
        return hex.substring(0, 12).chars().allMatch(Character::isDigit) ? id() : hex.toString();
    }

    String name() {
        return QUALITIES.get(random.nextInt(QUALITIES.size())) + "_" + ANIMALS.get(random.nextInt(ANIMALS.size())) + "_"
                + random.nextInt(1000);
    }

    /** @throws Failure INVALID in docker's words */
    static String valid(String name) {
        if (!VALID.matcher(name).matches()) {
            String why = "Invalid container name (" + name + "), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed";
            throw new Failure(Failure.Kind.INVALID, "make the container", name, "the name is invalid",
                    "Use letters, digits and _ . - only.", why, null);
        }
        return name.startsWith("/") ? name.substring(1) : name;
    }
}
