package dev.jimg.build.dockerfile;

import dev.jimg.oci.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The arguments of COPY and ADD. */
final class CopyParser {

    private static final Set<String> COPY_FLAGS = Set.of("from", "chown", "chmod", "link", "parents");
    private static final Set<String> ADD_FLAGS = Set.of("chown", "chmod", "link", "checksum", "unpack",
            "keep-git-dir");

    private CopyParser() {}

    static Instruction.Copy parse(Statement statement, char escape) {
        boolean add = statement.keyword().equals("ADD");
        Flags flags = Flags.split(statement.rest(), escape).allow(add ? ADD_FLAGS : COPY_FLAGS, Set.of("exclude"));
        List<String> words = words(statement.keyword(), flags.rest());
        List<String> sources = new ArrayList<>();
        for (String word : words.subList(0, words.size() - 1)) {
            if (statement.heredocs().isEmpty() || !HeredocStart.isOne(word)) {
                sources.add(word);
            }
        }
        String destination = words.get(words.size() - 1);
        if (!statement.heredocs().isEmpty() && HeredocStart.isOne(destination)) {
            throw new MalformedException(statement.keyword() + " cannot accept a heredoc as a destination");
        }
        Optional<Boolean> unpack = flags.text("unpack").map(value -> flags.on("unpack"));
        return new Instruction.Copy(add, List.copyOf(sources), statement.heredocs(), destination, flags.text("from"),
                flags.text("chown"), flags.text("chmod"), flags.on("link"), flags.on("parents"),
                flags.all("exclude"), flags.text("checksum"), unpack);
    }

    private static List<String> words(String keyword, String arguments) {
        List<String> words = JsonWords.read(arguments).orElseGet(() -> RawWords.splitAtBlanks(arguments));
        if (words.isEmpty()) {
            throw new MalformedException(keyword + " requires at least two arguments");
        }
        if (words.size() == 1) {
            throw new MalformedException(keyword + " requires at least two arguments, but only one was provided. "
                    + "Destination could not be determined");
        }
        return words;
    }
}
