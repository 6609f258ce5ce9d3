package dev.jimg.fuzz;

import dev.jimg.toml.TomlDocument;
import dev.jimg.tui.settings.SettingsFile;
import dev.jimg.tui.settings.SettingsTemplate;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** This program's own settings, which tell what is wrong and never fail. */
final class SettingsLine implements FuzzLine {

    private static final Mutation TEXTS = Mutation.ofTexts(
            List.of(SettingsTemplate.text().replaceAll("(?m)^#(?=[a-z-]+ = |\\[)", ""),
                    "a.b.\"c d\" = {x = 1, y = [1, [2, 'z']]}\n[[t]]\nu = \"\\u00e9\\U0001F433\"\n[t2]\nv = -1_000\n"),
            List.of("[", "]", "[[", "]]", "{", "}", "=", ".", ",", "\"", "'", "\\u", "\\U0010ffff", "\n", "#", "a",
                    "a.", "= 1\n", "{a=",
                    "[a]\n", "\"\"\"", "\ufeff", "\0", "true", "\r"));

    @Override
    public String name() {
        return "own settings";
    }

    @Override
    public byte[] make(Random random) {
        return random.nextInt(4) == 0 ? TEXTS.sentence(random, 60) : TEXTS.make(random);
    }

    @Override
    public void feed(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        TomlDocument.parse(text);
        SettingsFile.read(text).problems();
    }

    @Override
    public List<Class<? extends Exception>> refusals() {
        return List.of();
    }

    @Override
    public List<Growth> growths() {
        return List.of(new Growth("headings", 400, n -> many(n, "[h%d]\na = [1, 2]\n")),
                new Growth("lists of tables", 400, n -> many(n, "[[h]]\na%d = 'x'\n")),
                new Growth("values of a line", 400, n -> ("a = [" + "'x', ".repeat(n) + "]").getBytes(StandardCharsets.UTF_8)),
                new Growth("lines that are wrong", 400, n -> many(n, "= %d\n")));
    }

    private static byte[] many(int n, String line) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < n; i++) {
            text.append(String.format(line, i));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
