package dev.jimg.backend.engine;

import dev.jimg.build.dockerfile.Dockerfile;
import dev.jimg.build.dockerfile.Statement;
import dev.jimg.oci.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What in a Dockerfile only BuildKit understands, and classic builders do not. */
final class BuildKitNeeds {

    private static final Pattern RUN = Pattern.compile("--(mount|network|security)=");
    private static final Pattern COPY = Pattern.compile("--(link|chmod|parents|exclude|checksum|keep-git-dir)\\b");

    private BuildKitNeeds() {}

    /** Each with the line it stands in; empty also for what is no Dockerfile, of which the engine will tell. */
    static List<String> of(String script) {
        List<Statement> statements;
        try {
            statements = Dockerfile.statements(script);
        } catch (MalformedException e) {
            return List.of();
        }
        List<String> needs = new ArrayList<>();
        for (Statement statement : statements) {
            if (!statement.heredocs().isEmpty()) {
                needs.add("a here-document in line " + statement.line());
            }
            Pattern flags = switch (statement.keyword()) {
                case "RUN" -> RUN;
                case "COPY", "ADD" -> COPY;
                default -> null;
            };
            Matcher flag = flags == null ? null : flags.matcher(statement.rest());
            if (flag != null && statement.rest().startsWith("--") && flag.find()) {
                needs.add(statement.keyword() + " --" + flag.group(1) + " in line " + statement.line());
            }
        }
        return needs;
    }
}
