package dev.jimg.build.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code <<NAME} in an instruction that announces a here-document. */
record HeredocStart(String name, boolean expand, boolean chomp) {

    private static final Set<String> TAKE_HEREDOCS = Set.of("ADD", "COPY", "RUN");
    private static final Pattern WORD = Pattern.compile("\\d*<<(-?)([^<]+)");

    /** Those of one statement, in order; none where the keyword takes none or the arguments are JSON. */
    static List<HeredocStart> in(String statement, char escape) {
        Statement bare = new Statement(0, 0, statement, List.of());
        if (bare.keyword().equals("ONBUILD")) {
            bare = new Statement(0, 0, bare.rest(), List.of());
        }
        String arguments = Flags.split(bare.rest(), escape).rest();
        if (!TAKE_HEREDOCS.contains(bare.keyword().toUpperCase(Locale.ROOT)) || JsonWords.read(arguments).isPresent()) {
            return List.of();
        }
        List<HeredocStart> starts = new ArrayList<>();
        for (String word : RawWords.split(arguments, escape)) {
            Matcher matcher = WORD.matcher(word);
            if (matcher.matches()) {
                String quoted = matcher.group(2);
                String name = quoted.replace("\"", "").replace("'", "").replace(String.valueOf(escape), "");
                starts.add(new HeredocStart(name, name.equals(quoted), !matcher.group(1).isEmpty()));
            }
        }
        return starts;
    }

    /** Whether a word of an instruction is one of these. */
    static boolean isOne(String word) {
        return WORD.matcher(word).matches();
    }

    Heredoc with(String content) {
        return new Heredoc(name, expand, chomp, content);
    }
}
