package dev.jimg.shell;

import dev.jimg.cli.CommandLineFace;
import dev.jimg.tui.term.CommandTerminal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jline.keymap.KeyMap;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.Widget;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;

/** Lines that JLine's reader edits: with history, completion, and behind the cursor what the command still takes. */
final class EditedLines implements Lines {

    private final EditedTerminal terminal;
    private final Keyboard keyboard;
    private final HistoryFile history;
    private final LineReader reader;

    EditedLines(EditedTerminal terminal, Keyboard keyboard, HistoryFile history, Completion completion, String second) {
        this.terminal = terminal;
        this.keyboard = keyboard;
        this.history = history;
        this.reader = LineReaderBuilder.builder().terminal(terminal).appName("jimg-tui").parser(TypedLine.PARSER)
                .history(new KeptHistory(history)).highlighter(new Hints())
                .completer((line, parsed, found) -> completion.of(parsed.words()).forEach(each -> found.add(
                        new Candidate(each.word(), each.word(), null, each.about().isEmpty() ? null : each.about(), null,
                                null, each.whole()))))
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, second)
                .variable(LineReader.BELL_STYLE, "none")
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.INSERT_TAB, false)
                .build();
        reader.setAutosuggestion(LineReader.SuggestionType.TAIL_TIP);
        reader.getKeyMaps().get(LineReader.MAIN).bind((Widget) () -> {
            throw new UserInterruptException(reader.getBuffer().toString());
        }, KeyMap.ctrl('C'));
    }

    @Override
    public Optional<String> next(String prompt, boolean first) {
        Runnable interrupt = CommandTerminal.on("INT", () -> terminal.raise(Terminal.Signal.INT));
        Runnable resize = CommandTerminal.on("WINCH", () -> terminal.raise(Terminal.Signal.WINCH));
        Runnable resume = CommandTerminal.on("CONT", () -> terminal.raise(Terminal.Signal.CONT));
        try (Keyboard.Taker typed = keyboard.taker()) {
            terminal.typed(typed);
            return Optional.of(reader.readLine(prompt));
        } catch (UserInterruptException e) {
            return Optional.of("");
        } catch (EndOfFileException e) {
            return Optional.empty();
        } finally {
            resume.run();
            resize.run();
            interrupt.run();
        }
    }

    @Override
    public void given(String line) {
        history.add(line);
    }

    /** Colours nothing; JLine calls it before each drawing, which is when the hint must be right. */
    private static final class Hints implements Highlighter {
        @Override
        public AttributedString highlight(LineReader reader, String line) {
            Words words = Words.of(line);
            boolean between = line.endsWith(" ") && !words.underWay(line) && !words.all().isEmpty();
            List<String> typed = Builtin.withoutProgram(words.all());
            reader.setTailTip(between ? CommandLineFace.synopsis(typed) : "");
            return new AttributedString(line);
        }

        @Override
        public void setErrorPattern(Pattern pattern) {}

        @Override
        public void setErrorIndex(int index) {}
    }
}
