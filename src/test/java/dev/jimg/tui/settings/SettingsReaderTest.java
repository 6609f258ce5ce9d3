package dev.jimg.tui.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.googlecode.lanterna.TextColor;
import dev.jimg.tui.state.Action;
import dev.jimg.service.keep.KeepRule;
import dev.jimg.tui.state.ImageColumn;
import dev.jimg.tui.state.ImageOrder;
import dev.jimg.tui.state.OwnCommand;
import dev.jimg.tui.state.Preferences;
import dev.jimg.tui.term.Style;
import dev.jimg.tui.view.Theme;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {

    private static Settings good(String text) {
        Reading reading = SettingsFile.read(text);
        assertEquals(List.of(), reading.problems());
        return reading.settings();
    }

    private static List<String> problems(String text) {
        return SettingsFile.read(text).problems().stream()
                .map(problem -> problem.line() + ":" + problem.column() + " " + problem.what()).toList();
    }

    private static List<String> keys(Settings settings, Action action) {
        return settings.preferences().bindings().stream().filter(binding -> binding.action() == action).findFirst()
                .orElseThrow().keys();
    }

    @Test
    void nothingSaidIsWhatTheProgramComesWith() {
        assertEquals(Settings.DEFAULT, good(""));
    }

    @Test
    void theTemplateChangesNothing() {
        assertEquals(Settings.DEFAULT, good(SettingsTemplate.text()));
    }

    @Test
    void theTemplateSaysWhatTheProgramComesWith() {
        String active = Pattern.compile("^#(?=[a-z-]+ = |\\[)", Pattern.MULTILINE).matcher(SettingsTemplate.text())
                .replaceAll("");
        Settings settings = good(active);
        assertEquals(Settings.DEFAULT.preferences().bindings().stream().map(Object::toString).toList(),
                settings.preferences().bindings().stream().map(Object::toString).toList());
        assertEquals(Theme.DEFAULT, settings.theme());
        assertEquals(List.of("dive", "scan"), settings.preferences().commands().stream().map(OwnCommand::name).toList());
        assertEquals(ImageColumn.USUAL, settings.preferences().columns());
        assertEquals(Preferences.Quitting.WHILE_BUSY, settings.preferences().quitting());
    }

    @Test
    void readsEverySetting() {
        Settings settings = good("""
                theme = "light"
                language = "zh"
                mouse = false
                ask-before-quit = "never"
                backend = "ssh://web-03"
                [images]
                columns = ["tag", "digest"]
                sort = "-size"
                tree = true
                [undo]
                engine-trash = true
                [colors]
                accent = "bold #5fafff on 17"
                [keys.images]
                pull = "g"
                remove = ["x", "delete"]
                kill = []
                """.replace("pull = \"g\"", "pull = \"f5\"").replace("[\"x\", ", "[\"X\", ").replace("kill = []\n", ""));
        assertFalse(settings.mouse());
        assertTrue(settings.engineTrash());
        assertEquals("zh", settings.language());
        assertEquals(Preferences.Quitting.NEVER, settings.preferences().quitting());
        assertEquals(List.of(ImageColumn.TAG, ImageColumn.DIGEST), settings.preferences().columns());
        assertEquals(new ImageOrder(ImageColumn.SIZE, true), settings.preferences().order());
        assertTrue(settings.preferences().tree());
        assertEquals(Style.PLAIN.foreground(new TextColor.RGB(0x5F, 0xAF, 0xFF)).background(new TextColor.Indexed(17))
                .bold(), settings.theme().accent());
        assertEquals(Theme.LIGHT.error(), settings.theme().error());
        assertEquals(List.of("X", "delete"), keys(settings, Action.REMOVE));
    }

    @Test
    void tellsEveryMistakeWithItsLineAndWhatWasMeant() {
        String text = """
                theme = "drak"
                thme = "dark"
                mouse = "yes"
                [images]
                columns = ["tag", "nmae", "tag"]
                sort = 3
                [colors]
                acent = "red"
                error = "rad"
                [keys.images]
                pul = "p"
                tag = "contrl+t"
                [keys.imags]
                """;
        assertEquals(List.of(
                "1:9 \"drak\" is none of dark, light, contrast, none; did you mean \"dark\"?",
                "2:1 unknown setting \"thme\"; did you mean \"theme\"?",
                "3:9 wants true or false, not a text",
                "5:19 \"nmae\" is none of repository, tag, id, created, unique, size, platform, containers, digest, update",
                "5:27 \"tag\" is in the list twice",
                "6:8 wants a text in quotes, not a number",
                "8:1 unknown colour \"acent\"; did you mean \"accent\"?"), problems(text).subList(0, 7));
        assertTrue(problems(text).get(7).startsWith("9:9 \"rad\" is no colour"), problems(text)::toString);
        assertEquals(List.of("11:1 unknown action \"pul\"; did you mean \"pull\"?",
                "12:7 there is no key \"contrl+t\"; a key is one character, or a name such as ctrl+r, enter, pgup, f5",
                "13:7 unknown place of keys \"imags\"; did you mean \"images\"?"), problems(text).subList(8, 11));
        assertEquals(List.of(ImageColumn.TAG), SettingsFile.read(text).settings().preferences().columns(),
                "what is right in a list counts");
    }

    @Test
    void mirrorsAreAddressesAndATextAloneIsAListOfOne() {
        good("[registries]\nmirrors = [\"https://m\", \"http://m:5000/hub/\"]\ninsecure = \"a:1\"\n");
        String wants = "a mirror of Docker Hub wants to be http(s)://host[:port][/path]";
        assertEquals(List.of("2:12 " + wants, "2:18 " + wants),
                problems("[registries]\nmirrors = [\"xx\", \"https://u:s@m\", \"https://m\"]\n"));
    }

    @Test
    void aKeyThatMeansTwoThingsIsAMistakeAndTheActionKeepsItsOwn() {
        assertEquals(List.of("2:7 \"d\" is the key of images.remove already"), problems("[keys.images]\ntag = \"d\"\n"));
        assertEquals(List.of("2:7 \"j\" is the key of list.down already"), problems("[keys.images]\ntag = \"j\"\n"));
        assertEquals(List.of("3:8 \"f5\" is the key of images.tag already, see line 2"),
                problems("[keys.images]\ntag = \"f5\"\npush = \"f5\"\n"));
        assertEquals(List.of("t"), keys(SettingsFile.read("[keys.images]\ntag = \"d\"\n").settings(), Action.TAG));
    }

    @Test
    void twoActionsMayExchangeTheirKeys() {
        Settings settings = good("[keys.images]\ntag = \"d\"\nremove = \"t\"\n");
        assertEquals(List.of("d"), keys(settings, Action.TAG));
        assertEquals(List.of("t"), keys(settings, Action.REMOVE));
    }

    @Test
    void allKeysOfAnActionCanBeTakenAway() {
        assertEquals(List.of(), keys(good("[keys.used-by]\nkill = []\n"), Action.KILL));
    }

    @Test
    void readsOwnCommands() {
        List<OwnCommand> commands = good("""
                [[command]]
                key = "e"
                run = "echo '{ref} is' {id}"
                output = "dialog"
                [[command]]
                key = "s"
                name = "scan"
                run = "trivy {ref} | less"
                shell = true
                """).preferences().commands();
        assertEquals(new OwnCommand("e", "echo", List.of("echo", "{ref} is", "{id}"), false, OwnCommand.Output.DIALOG),
                commands.get(0));
        assertEquals(new OwnCommand("s", "scan", List.of("trivy {ref} | less"), true, OwnCommand.Output.TERMINAL),
                commands.get(1));
    }

    @Test
    void tellsWhatIsWrongWithOwnCommands() {
        assertEquals(List.of("1:3 a command wants \"key\"", "2:7 there is no {name}; there are {id}, {ref}, {repo}, {tag}, "
                + "{digest}", "4:7 \"j\" moves in the menu; take another key", "5:7 a quote in it is not closed"),
                problems("[[command]]\nrun = \"x {name}\"\n[[command]]\nkey = \"j\"\nrun = \"x 'y\"\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "theme = \"contrast\"\n[colors]\nbar = \"17 on #102030 bold reverse\"\n[images]\nsort = \"-tag\"\n",
        "[keys.list]\nup = [\"i\", \"ctrl+p\"]\n[keys.images]\ninspect = \"I\"\n[keys.layers]\ninspect = \"I\"\n"
                + "[[command]]\nkey = \"e\"\nname = \"a \\\"b\\\" \\u001b\"\nrun = \"x 'a b' \\\"c'd\\\"\"\noutput = \"none\"\n"})
    void whatIsShownIsReadAsTheSame(String text) {
        Settings settings = good(text);
        Settings again = good(SettingsText.of(settings));
        assertEquals(settings.preferences().bindings().stream().map(Object::toString).toList(),
                again.preferences().bindings().stream().map(Object::toString).toList());
        assertEquals(settings.theme(), again.theme());
        assertEquals(settings.preferences().commands(), again.preferences().commands());
        assertEquals(settings.preferences().order(), again.preferences().order());
    }

    @Test
    void readsForHowLongRemovalsAreKeptAndHowManyImagesOfARepository() {
        Preferences read = SettingsFile.read("""
                [undo]
                hours = 72
                [keep]
                "team/*" = 5
                "*" = 2
                "ghcr.io:443/[a-f]*/x_?" = 1
                """).settings().preferences();
        assertEquals(72, read.undoHours());
        assertEquals(List.of("team/*", "*", "ghcr.io:443/[a-f]*/x_?"), List.copyOf(read.keep().keySet()));
        assertEquals(5, KeepRule.newest(read.keep(), "team/api").orElseThrow());
        assertEquals(2, KeepRule.newest(read.keep(), "nginx").orElseThrow());
    }

    @Test
    void refusesHoursAndNumbersOutOfRange() {
        List<Problem> problems = SettingsFile.read("""
                [undo]
                hours = 0
                [keep]
                "team/[" = 5
                "team-[0-9]/app[" = 5
                "a b" = 3
                "*" = -1
                """).problems();
        assertEquals(List.of("0 is not between 1 and 8760", "\"team/[\" is no pattern of repositories",
                "\"team-[0-9]/app[\" is no pattern of repositories",
                "\"a b\" is no pattern of repositories", "-1 is not between 0 and 1000000"),
                problems.stream().map(Problem::what).toList());
    }
}
