package dev.jimg.build;

import dev.jimg.build.dockerfile.Dockerfile;
import dev.jimg.build.dockerfile.Instruction;
import dev.jimg.build.dockerfile.InstructionParser;
import dev.jimg.build.dockerfile.Statement;
import dev.jimg.build.dockerfile.Words;
import dev.jimg.oci.ImageConfig;
import dev.jimg.oci.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The changes that {@code import --change} and {@code commit --change} make: instructions of a Dockerfile. */
public final class ConfigChanges {

    /** As docker has it: what would need a build, and STOPSIGNAL, SHELL and ARG, are none of them. */
    private static final Set<String> ALLOWED = Set.of("CMD", "ENTRYPOINT", "ENV", "EXPOSE", "HEALTHCHECK", "LABEL",
            "ONBUILD", "USER", "VOLUME", "WORKDIR");
    private static final char ESCAPE = '\\';

    private ConfigChanges() {}

    /**
     * The config with the changes made, in their order; what they do not touch stays, unknown fields included.
     *
     * @param changes each one or more lines of a Dockerfile: {@code ENV DEBUG=true}
     * @throws MalformedException in docker's words, if a change is none or is wrong
     */
    public static ImageConfig apply(ImageConfig config, List<String> changes) {
        if (changes.isEmpty()) {
            return config;
        }
        ConfigDraft draft = ConfigDraft.of(config);
        ConfigStep step = new ConfigStep(draft, new Words(ESCAPE, draft::env));
        instructions(changes).forEach(step::apply);
        return draft.toImage();
    }

    /** All are read before the first is done, the refusals of what is not allowed first. */
    private static List<Instruction> instructions(List<String> changes) {
        List<Statement> statements = Dockerfile.statements(String.join("\n", changes));
        for (Statement statement : statements) {
            if (!ALLOWED.contains(statement.keyword())) {
                throw new MalformedException(
                        statement.keyword().toLowerCase(Locale.ROOT) + " is not a valid change command");
            }
        }
        List<Instruction> instructions = new ArrayList<>();
        statements.forEach(statement -> instructions.add(InstructionParser.parse(statement, ESCAPE)));
        return instructions;
    }
}
