package dev.jimg.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What docker 28.2.2, and so Go 1.24, makes of the same templates; the many more cases are beside docker itself. */
class TemplateTest {

    private static GoStruct row() {
        Map<String, Supplier<Object>> values = new LinkedHashMap<>();
        values.put("Tag", () -> "1.0");
        values.put("ID", () -> "abcdef");
        return GoStruct.row("formatter.imageContext", values);
    }

    private static GoMap document() {
        TreeMap<String, Object> labels = new TreeMap<>(Map.of("b", "2", "a", "<1>"));
        TreeMap<String, Object> root = new TreeMap<>(Map.of(
                "Labels", new GoMap("map[string]interface {}", labels, GoNil.INTERFACE, false),
                "Size", new GoScalar("json.Number", "20"), "None", GoNil.INTERFACE,
                "Tags", new GoSlice("[]interface {}", List.of("x", "y"), false)));
        return new GoMap("map[string]interface {}", root, GoNil.INTERFACE, false);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = false, value = {
        "{{.ID}}:{{.Tag}}~abcdef:1.0",
        "{{json .}}~{\"ID\":\"abcdef\",\"Tag\":\"1.0\"}",
        "{{if eq .Tag \"1.0\"}}y{{else}}n{{end}}~y",
        "{{range $i, $e := split .ID \"c\"}}{{$i}}{{$e}},{{end}}~0ab,1def,",
        "{{range 3}}{{if eq . 1}}{{continue}}{{end}}{{.}}{{end}}~02",
        "{{with $x := 5}}{{$x}}{{end}}{{- /* gone */ -}}  z~5z",
        "{{printf \"%-4s|%03d|%.1f|%q|%v\" .Tag 7 2.25 .ID true}}~1.0 |007|2.2|\"abcdef\"|true",
        "{{define \"t\"}}<{{.}}>{{end}}{{template \"t\" .Tag}}~<1.0>",
        "{{truncate .ID 3}}{{pad .Tag 1 2}}|{{title \"a b\"}}{{upper .ID}}~abc 1.0  |A BABCDEF",
        "{{printf \"%d\" .ID}}~%!d(string=abcdef)",
    })
    void appliesToARow(String template, String expected) {
        assertEquals(expected, Template.parse(template).apply(row(), false));
    }

    @Test
    void whatIsNoTimeIsGosZeroTime() {
        assertEquals(GoTime.parse(""), GoTime.parse("yesterday"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{range 9999999999}}{{end}}", "{{$x := .ID}}{{range 40}}{{$x = print $x $x}}{{end}}",
        "{{define \"t\"}}{{template \"t\" .}}{{end}}{{template \"t\" .}}", "{{range 9999}}{{printf \"%999999d\" 1}}{{end}}",
        "{{define \"t\"}}{{with .}}{{with .}}{{template \"t\" .}}{{end}}{{end}}{{end}}{{template \"t\" .}}"})
    void endsWhatWouldHaveNoEnd(String template) {
        assertThrows(TemplateException.class, () -> Template.parse(template).apply(row(), false));
    }

    @Test
    void anInfiniteNumberIsNoCrash() {
        TemplateException refused = assertThrows(TemplateException.class, () -> Template.parse("{{printf `%.1f` 2.1e999}}"));
        assertTrue(refused.getMessage().contains("illegal number syntax: \"2.1e999\""), refused.getMessage());
        assertThrows(TemplateException.class, () -> Template.parse("{{" + "1_".repeat(20_000) + "1.5}}"));
    }

    /** The installed program's threads have half a megabyte. */
    @Test
    void aRecursionEndsBeforeASmallStackDoes() throws Exception {
        Template endless = Template.parse("{{define \"t\"}}<{{template \"t\" .}}>{{end}}{{template \"t\" .}}");
        FutureTask<TemplateException> task = new FutureTask<>(
                () -> assertThrows(TemplateException.class, () -> endless.apply(row(), false)));
        new Thread(null, task, "small", 512 << 10).start();
        assertTrue(task.get(30, TimeUnit.SECONDS).getMessage().contains("maximum template depth"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "{{if 1}}", "{{range 1}}", "{{block `a` .}}"})
    void refusesWhatIsNestedTooDeeply(String opening) {
        String text = opening.equals("(") ? "{{" + opening.repeat(10_000) : opening.repeat(10_000);
        assertThrows(TemplateException.class, () -> Template.parse(text));
        assertThrows(TemplateException.class, () -> Template.parse("{{if 1}}" + "{{else if 1}}".repeat(10_000) + "{{end}}"));
    }

    @Test
    void refusesToFillTheMemoryWithBlanks() {
        assertThrows(TemplateException.class, () -> Template.parse("{{pad .ID 3000000000 0}}").apply(row(), false));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = false, value = {
        "{{.Labels}} {{.Tags}} {{.Nope}} {{.None}}~map[a:<1> b:2] [x y] <no value> <no value>",
        "{{json .Labels}}~{\"a\":\"<1>\",\"b\":\"2\"}",
        "{{index .Labels \"a\"}}{{index .Tags 1}}{{len .Tags}}~<1>y2",
        "{{range $k, $v := .Labels}}{{$k}}={{$v}};{{end}}{{.Size}}~a=<1>;b=2;20",
    })
    void appliesToADocument(String template, String expected) {
        assertEquals(expected, Template.parse(template).apply(document(), false));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = false, value = {
        "{{foo}}~template: :1: function \"foo\" not defined",
        "{{.ID~template: :1: unclosed action",
        "{{end}}~template: :1: unexpected {{end}}",
        "{{if}}{{end}}~template: :1: missing value for if",
        "{{.Nope}}~template: :1:2: executing \"\" at <.Nope>: can't evaluate field Nope in type *formatter.imageContext",
        "é{{upper 1}}~template: :1:10: executing \"\" at <1>: expected string; found 1",
        "{{index (split .ID \"c\") 2}}~template: :1:2: executing \"\" at <index (split .ID \"c\") 2>: error calling index:"
                + " reflect: slice index out of range",
        "{{join .ID \",\"}}~template: :1:7: executing \"\" at <.ID>: wrong type for value; expected []string; got string",
        "{{define \"t\"}}{{template \"t\"}}{{end}}{{template \"t\"}}~template: :1:25: executing \"t\" at"
                + " <{{template \"t\"}}>: exceeded maximum template depth (250)",
    })
    void refusesInGosWords(String template, String expected) {
        assertEquals(expected, assertThrows(TemplateException.class,
                () -> Template.parse(template).apply(row(), false)).getMessage());
    }

    @Test
    void aMissingKeyIsAnErrorWhereOneIsStrict() {
        assertEquals("template: :1:2: executing \"\" at <.Nope>: map has no entry for key \"Nope\"",
                assertThrows(TemplateException.class, () -> Template.parse("{{.Nope}}").apply(document(), true))
                        .getMessage());
    }

    @Test
    void harmfulCharactersOfTextAreEscapesInJson() {
        GoMap map = new GoMap("map[string]string", new TreeMap<>(Map.of("a", "\u001b[2J\u202e")), "", false);
        assertEquals("{\"a\":\"\\u001b[2J\\u202e\"}", Template.parse("{{json .}}").apply(map, false));
    }
}
