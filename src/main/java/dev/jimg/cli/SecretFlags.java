package dev.jimg.cli;

import dev.jimg.service.Failure;
import dev.jimg.service.build.BuildSecrets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code build --secret} and {@code --ssh}, as docker's buildx spells them. */
final class SecretFlags {

    static final List<Flag> ALL = List.of(
            Flag.list("secret", (char) 0,
                    "Secret to expose to the build (format: \"id=mysecret[,src=/local/secret]\")"),
            Flag.list("ssh", (char) 0, "SSH agent socket to expose to the build (format: \"default|<id>[=<socket>]\")"));

    private static final String OPERATION = "build";

    private SecretFlags() {}

    /** @throws Failure in buildx' words */
    static BuildSecrets of(Flags flags) {
        return new BuildSecrets(flags.list("secret").stream().map(SecretFlags::secret).toList(),
                flags.list("ssh").stream().map(SecretFlags::agent).toList());
    }

    private static BuildSecrets.Secret secret(String given) {
        String id = "";
        String type = "";
        Optional<String> source = Optional.empty();
        Optional<String> variable = Optional.empty();
        for (String field : fields(given)) {
            int equals = field.indexOf('=');
            if (equals < 0) {
                throw invalid("invalid field '" + field + "' must be a key=value pair");
            }
            String value = field.substring(equals + 1);
            String key = field.substring(0, equals).toLowerCase(Locale.ROOT);
            switch (key) {
                case "type" -> type = value;
                case "id" -> id = value;
                case "source", "src" -> source = Optional.of(value);
                case "env" -> variable = Optional.of(value);
                default -> throw invalid("unexpected key '" + key + "' in '" + field + "'");
            }
        }
        if (!type.isEmpty() && !type.equals("file") && !type.equals("env")) {
            throw invalid("unsupported secret type \"" + type + "\"");
        }
        if (id.isEmpty()) {
            throw invalid("secret missing ID");
        }
        boolean sourceIsVariable = type.equals("env") && variable.isEmpty();
        return new BuildSecrets.Secret(id, sourceIsVariable ? Optional.empty() : source.map(SecretFlags::path),
                sourceIsVariable ? source : variable);
    }

    private static BuildSecrets.Agent agent(String given) {
        int equals = given.indexOf('=');
        String id = equals < 0 ? given : given.substring(0, equals);
        if (id.isEmpty()) {
            throw invalid("invalid empty ssh agent id");
        }
        return new BuildSecrets.Agent(id,
                equals < 0 ? Optional.empty() : Optional.of(path(given.substring(equals + 1))));
    }

    /** Divided at commas; what stands in double quotes is one field, as in a CSV file. */
    private static List<String> fields(String given) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (char c : given.toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }

    private static Path path(String name) {
        return GoFiles.named(OPERATION, name);
    }

    private static Failure invalid(String words) {
        return new Failure(Failure.Kind.INVALID, OPERATION, "", words, "").spelledAs("ERROR: " + words);
    }
}
