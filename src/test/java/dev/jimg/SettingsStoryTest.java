package dev.jimg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.Tmux;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Own settings in the real program on a real terminal: from the file that is made to one that changes meanwhile. */
class SettingsStoryTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private static Path config(Program program) {
        return program.directory().resolve(".config/jimg/config.toml");
    }

    private static void write(Program program, String text) throws IOException {
        Files.createDirectories(config(program).getParent());
        Files.writeString(config(program), text);
    }

    private static Predicate<List<String>> line(String pattern) {
        return lines -> lines.stream().anyMatch(line -> line.matches(".*" + pattern + ".*"));
    }

    @Test
    void makesAndChecksTheFile() throws IOException {
        try (Program program = new Program(); Tmux shell = program.shell(220, 30)) {
            shell.awaitText("$", SOON);
            shell.type("\"$APP\" config init; \"$APP\" config check; echo status $?; \"$APP\" config init; echo again $?")
                    .press("Enter");
            shell.awaitText("again 1", SOON);
            List<String> lines = shell.capture();
            assertTrue(line("config.toml: no mistakes").test(lines) && line("status 0").test(lines)
                    && line("it is there already").test(lines), lines::toString);
            write(program, "theme = \"light\"\nmuose = true\n[images]\nsort = \"sise\"\n");
            shell.type("clear; \"$APP\" config check; echo checked $?; \"$APP\" config show | head -1").press("Enter");
            shell.awaitText("theme = \"light\"", SOON);
            lines = shell.capture();
            assertTrue(line("config.toml:2:1: unknown setting \"muose\"; did you mean \"mouse\"\\?").test(lines)
                    && line("config.toml:4:8: .*did you mean \"size\"\\?").test(lines)
                    && line("checked 1").test(lines), lines::toString);
        }
    }

    @Test
    void opensWithBrokenSettingsAndReadsThemAgainWhenTheyChange() throws IOException {
        try (Program program = new Program()) {
            ImageFixture.busyboxBuilder().format(ImageFixture.Format.OCI).build()
                    .writeLayout(program.store(), "docker.io/library/busybox:1.35");
            write(program, "theme = \"pink\"\n[keys.everywhere]\nhelp = \"f1\"\n");
            try (Tmux screen = program.open(100, 30)) {
                screen.awaitText("could not use line 1 of the settings", SOON);
                screen.press("@");
                screen.awaitText("is none of dark, light, contrast, none", SOON);
                screen.press("Escape");
                screen.awaitScreen("the own key is in the hints", line("F1 help"), SOON);
                assertTrue(!line("CONTAINERS").test(screen.capture()));

                write(program, "theme = \"light\"\n[images]\ncolumns = [\"tag\", \"containers\"]\n");
                screen.awaitScreen("the columns are others", line("TAG +CONTAINERS"), SOON);
                assertTrue(String.join("", screen.captureStyled()).contains("\u001b[38;5;"), "and so are the colours");
                screen.awaitText("the settings were read again", SOON);
                screen.press("?");
                screen.awaitText("╭ Keys", SOON);
                screen.press("q", "1", "|", "Space", "Enter");
                screen.awaitScreen("a column was hidden", line("CONTAINERS").and(line(" TAG ").negate()), SOON);
                screen.press("q");
                assertEquals(0, screen.awaitExit(SOON));
            }
            try (Tmux screen = program.open(100, 30)) {
                screen.awaitScreen("and stays so", line("CONTAINERS").and(line(" TAG ").negate()), SOON);
                screen.press("q");
                assertEquals(0, screen.awaitExit(SOON));
            }
        }
    }

    @Test
    void runsOwnCommandsAndTheEditor() throws IOException {
        try (Program program = new Program()) {
            ImageFixture.busyboxBuilder().format(ImageFixture.Format.OCI).build()
                    .writeLayout(program.store(), "docker.io/library/busybox:1.35");
            Path asks = script(program, "asks", "printf say:; read line; echo \"$line\" \"$@\" > \"$HOME/said\"\n");
            Path editor = script(program, "editor", "printf '[images]\\ncolumns = [\"digest\"]\\n' >> \"$1\"\n");
            program.put("EDITOR", editor.toString());
            write(program, """
                    [[command]]
                    key = "a"
                    name = "asks"
                    run = "%s {ref}"
                    [[command]]
                    key = "w"
                    name = "waits"
                    run = "sleep 1000"
                    [[command]]
                    key = "e"
                    name = "echoes"
                    run = "echo '{repo} and' $HOME {tag}"
                    output = "dialog"
                    """.formatted(asks));
            try (Tmux screen = program.open(100, 30)) {
                screen.awaitScreen("the image is listed", line("busybox +1.35"), SOON);
                screen.press("c");
                screen.awaitText("Own commands", SOON);
                screen.press("e");
                screen.awaitText("busybox and $HOME 1.35", SOON);
                screen.press("q");
                screen.press("c", "a");
                screen.awaitText("say:", SOON);
                screen.type("yes").press("Enter");
                screen.awaitScreen("the program had the keys", lines -> Files.exists(program.directory().resolve("said")),
                        SOON);
                screen.awaitScreen("and the app is back", line("busybox +1.35"), SOON);
                assertEquals("yes busybox:1.35\n", Files.readString(program.directory().resolve("said")));
                screen.press("c", "w");
                screen.awaitScreen("the terminal is the program's", lines -> screen.show("alternate_on").equals("0"), SOON);
                screen.press("C-c");
                screen.awaitText("waits ended with status 130", SOON);
                screen.press("Enter");
                screen.awaitScreen("Ctrl-C was the program's alone", line("busybox +1.35"), SOON);
                screen.press(":").type("config edit").press("Enter");
                screen.awaitScreen("what was edited counts", line("DIGEST"), SOON);
                screen.press("q");
                assertEquals(0, screen.awaitExit(SOON));
            }
        }
    }

    @Test
    void theMouseClicksAndScrollsUnlessItIsOff() throws IOException {
        try (Program program = new Program()) {
            ImageFixture.busyboxBuilder().format(ImageFixture.Format.OCI).build()
                    .writeLayout(program.store(), "docker.io/library/busybox:1.35");
            ImageFixture.busyboxBuilder().format(ImageFixture.Format.OCI).build()
                    .writeLayout(program.store(), "docker.io/library/other:2");
            try (Tmux screen = program.open(100, 30)) {
                screen.awaitScreen("both are listed", line("busybox +1.35").and(line("other +2")), SOON);
                assertEquals("1", screen.show("mouse_any_flag"));
                click(screen, "Inspect");
                screen.awaitText("RepoTags", SOON);
                click(screen, "actions");
                screen.awaitScreen("the menu is open", line("Actions"), SOON);
                screen.press("q");
                write(program, "mouse = false\n");
                screen.awaitScreen("the mouse is let go", lines -> screen.show("mouse_any_flag").equals("0"), SOON);
                write(program, "mouse = true\n");
                screen.awaitScreen("and taken again", lines -> screen.show("mouse_any_flag").equals("1"), SOON);
                screen.press("1", "q");
                assertEquals(0, screen.awaitExit(SOON));
                assertEquals("0", screen.show("mouse_any_flag"));
            }
        }
    }

    private static void click(Tmux screen, String text) {
        List<String> lines = screen.capture();
        for (int row = 0; row < lines.size(); row++) {
            int column = lines.get(row).indexOf(text);
            if (column >= 0) {
                screen.type("\u001b[<0;" + (column + 1) + ";" + (row + 1) + "M\u001b[<0;" + (column + 1) + ";" + (row + 1)
                        + "m");
                return;
            }
        }
        throw new AssertionError("not on the screen: " + text + "\n" + String.join("\n", lines));
    }

    private static Path script(Program program, String name, String text) throws IOException {
        Path file = program.directory().resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }
}
