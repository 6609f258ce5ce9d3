package dev.jimg.build.dockerfile;

import dev.jimg.oci.MalformedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text to statements: directives, comments, continued lines, here-documents (Dockerfile reference, «Format»). */
final class StatementReader {

    private static final Pattern DIRECTIVE = Pattern.compile("#\\s*([a-zA-Z][a-zA-Z0-9]*)\\s*=\\s*(.+?)\\s*");
    private static final List<String> DIRECTIVES = List.of("syntax", "escape", "check");
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final String[] lines;
    private final Map<String, String> directives = new LinkedHashMap<>();
    private final List<Statement> statements = new ArrayList<>();
    private char escape = '\\';
    private int next;

    private StatementReader(String text) {
        String plain = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        this.lines = plain.split("\n", -1);
    }

    /** @throws MalformedException if there is no statement, or a directive or here-document is wrong */
    static Script read(String text) {
        StatementReader reader = new StatementReader(text);
        reader.readDirectives();
        reader.readStatements();
        if (reader.statements.isEmpty()) {
            throw new MalformedException("file with no instructions");
        }
        return new Script(reader.escape, reader.directives, reader.statements);
    }

    /** They stand before everything else, comments included; the first line that is none ends them. */
    private void readDirectives() {
        while (next < lines.length) {
            Matcher matcher = DIRECTIVE.matcher(lines[next].strip());
            String name = matcher.matches() ? matcher.group(1).toLowerCase(Locale.ROOT) : "";
            if (!DIRECTIVES.contains(name)) {
                return;
            }
            if (directives.put(name, matcher.group(2)) != null) {
                throw new MalformedException("only one " + name + " parser directive can be used");
            }
            next++;
        }
    }

    private void readStatements() {
        applyEscape();
        while (next < lines.length) {
            int first = next;
            String text = lines[next++].stripLeading();
            if (text.isBlank() || text.startsWith("#")) {
                continue;
            }
            StringBuilder joined = new StringBuilder();
            boolean more = append(joined, text);
            while (more && next < lines.length) {
                String line = lines[next++];
                if (!line.isBlank() && !line.stripLeading().startsWith("#")) {
                    more = append(joined, line);
                }
            }
            String statement = joined.toString().strip();
            if (!statement.isEmpty()) {
                List<Heredoc> heredocs = readHeredocs(statement);
                statements.add(new Statement(first + 1, next, statement, heredocs));
            }
        }
    }

    private void applyEscape() {
        String wanted = directives.get("escape");
        if (wanted == null) {
            return;
        }
        if (!wanted.equals("\\") && !wanted.equals("`")) {
            throw new MalformedException("invalid escape token '" + wanted + "' does not match ` or \\");
        }
        escape = wanted.charAt(0);
    }

    /** @return whether the next line continues this one */
    private boolean append(StringBuilder joined, String line) {
        String text = line.stripTrailing();
        boolean continued = !text.isEmpty() && text.charAt(text.length() - 1) == escape;
        joined.append(continued ? text.substring(0, text.length() - 1) : line);
        return continued;
    }

    private List<Heredoc> readHeredocs(String statement) {
        List<Heredoc> heredocs = new ArrayList<>();
        for (HeredocStart start : HeredocStart.in(statement, escape)) {
            heredocs.add(start.with(heredocContent(start)));
        }
        return heredocs;
    }

    private String heredocContent(HeredocStart start) {
        StringBuilder content = new StringBuilder();
        int from = next;
        while (next < lines.length) {
            String raw = lines[next++];
            String line = start.chomp() ? raw.replaceFirst("^\t+", "") : raw;
            String bare = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
            if (bare.equals(start.name())) {
                return content.toString();
            }
            content.append(line).append('\n');
        }
        throw new MalformedException("dockerfile parse error line " + from + ": unterminated heredoc");
    }
}
