package dev.jimg.fuzz;

import dev.jimg.template.GoMap;
import dev.jimg.template.GoNil;
import dev.jimg.template.GoScalar;
import dev.jimg.template.GoSlice;
import dev.jimg.template.GoStruct;
import dev.jimg.template.Template;
import dev.jimg.template.TemplateException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The templates of {@code --format}, applied to a row and to a document. */
final class TemplatesLine implements FuzzLine {

    private static final Mutation TEXTS = Mutation.ofTexts(
            List.of("{{.ID}}:{{.Tag}} {{json .}}", "{{range $i, $e := split .ID \"c\"}}{{$i}}{{$e}},{{else}}z{{end}}",
                    "{{if eq .Tag \"1.0\"}}y{{else if lt 1 2.5}}n{{end}}{{with $x := 5}}{{$x}}{{end}}",
                    "{{printf \"%-4s|%03d|%.1f|%q|%v|%T|%*d\" .Tag 7 2.25 .ID true nil 3 4 | truncate 3 | upper}}",
                    "{{define \"t\"}}<{{.}}>{{end}}{{template \"t\" .Tag}}{{block \"u\" .}}{{.ID}}{{end}}",
                    "{{index .Labels \"a\"}}{{slice .ID 1 2}}{{len .Tags}}{{range .Tags}}{{break}}{{end}}{{.Size}}",
                    "table {{- /* c */ -}} {{pad .ID 1 2}}{{join .Tags \",\"}}{{(index .Tags 0).x}}{{$y := `a`}}{{$y = 'b'}}"),
            List.of("{{", "}}", "{{end}}", "{{range 99}}", "{{range 9999999999}}", "{{if ", "(", ")", "|", "\"", "`", "'", ".", ".ID",
                    "$", "$x", ":=", "=", "{{template \"t\" .}}", "{{define \"t\"}}", "%999999d", "%*d", "printf ",
                    "{{$x = print $x $x}}",
                    "{{$x := .ID}}", "/*", "0x1p-2", "1e400", "nil", "and ", "or ", "not ", "html ", "js ", "call ",
                    "index ", "slice ",
                    "len ", "-}}", "\\u202e", "{{else}}", "{{break}}"));

    private final GoStruct row;
    private final GoMap document;

    TemplatesLine() {
        Map<String, Supplier<Object>> values = new LinkedHashMap<>();
        values.put("Tag", () -> "1.0");
        values.put("ID", () -> "abcdef");
        row = GoStruct.row("formatter.imageContext", values);
        document = new GoMap("map[string]interface {}", new TreeMap<>(Map.of(
                "Labels", new GoMap("map[string]interface {}", new TreeMap<>(Map.of("a", "<1>")), GoNil.INTERFACE, false),
                "Size", new GoScalar("json.Number", "20"), "None", GoNil.INTERFACE, "ID", "x",
                "Tags", new GoSlice("[]interface {}", List.of("x", "y"), false))), GoNil.INTERFACE, false);
    }

    @Override
    public String name() {
        return "templates";
    }

    @Override
    public byte[] make(Random random) {
        return random.nextInt(4) == 0 ? TEXTS.sentence(random, 24) : TEXTS.make(random);
    }

    @Override
    public void feed(byte[] input) {
        Template template = Template.parse(new String(input, StandardCharsets.UTF_8));
        template.heading(document);
        TemplateException refused = null;
        for (Object value : List.of(row, document)) {
            try {
                template.apply(value, true);
            } catch (TemplateException e) {
                refused = e;
            }
        }
        if (refused != null) {
            throw refused;
        }
    }

    @Override
    public List<Class<? extends Exception>> refusals() {
        return List.of(TemplateException.class);
    }

    @Override
    public List<Growth> growths() {
        return List.of(new Growth("actions", 100, n -> "{{.ID}}x{{if .ID}}y{{end}}\n".repeat(n).getBytes(StandardCharsets.UTF_8)),
                new Growth("variables", 200, n -> "{{$x := .ID}}{{$x}}".repeat(n).getBytes(StandardCharsets.UTF_8)));
    }
}
