package dev.jimg.tui.view;

import static dev.jimg.tui.view.PaneScenes.images;
import static dev.jimg.tui.view.Scene.Kind.EMPTY;
import static dev.jimg.tui.view.Scene.Kind.FAILED;
import static dev.jimg.tui.view.Scene.Kind.FULL;
import static dev.jimg.tui.view.Scene.Kind.LOADING;
import static dev.jimg.tui.view.Scene.Kind.WIDE;

import dev.jimg.tui.state.Event;
import dev.jimg.tui.state.ImageOrder;
import dev.jimg.tui.state.ImageColumn;
import dev.jimg.tui.state.KeyMap;
import dev.jimg.tui.state.OwnCommand;
import dev.jimg.tui.state.Play;
import dev.jimg.tui.state.Preferences;
import dev.jimg.tui.state.SomeContainers;
import dev.jimg.tui.state.SomeDetails;
import dev.jimg.tui.state.SomeImages;
import dev.jimg.tui.state.SomePlans;
import dev.jimg.service.RemovalPlan;
import java.util.List;

/** The dialogs that ask for nothing from below, and those that need little, in each of their states; and the forms. */
final class DialogScenes {

    private static final String WIDE_TEXT = "镜像🐳服务器";

    private DialogScenes() {}

    static List<Scene> all() {
        return List.of(
                new Scene("HelpDialog", FULL, (c, r) -> images(c, r).press("?")),
                new Scene("HelpDialog", EMPTY, (c, r) -> images(c, r).press("?", "/").type("zzz")),
                new Scene("HelpDialog", WIDE, (c, r) -> images(c, r).press("?", "/").type(WIDE_TEXT)),
                new Scene("PaletteDialog", FULL, (c, r) -> images(c, r).press(":").type("p")),
                new Scene("PaletteDialog", EMPTY, (c, r) -> images(c, r).press(":").type("pull zzz")),
                new Scene("PaletteDialog", FAILED, (c, r) -> images(c, r).press(":").type("serach").press("enter")),
                new Scene("PaletteDialog", WIDE, (c, r) -> images(c, r).press(":").type("filter " + WIDE_TEXT)),
                new Scene("ActionsDialog", FULL, (c, r) -> images(c, r).press("x", "j")),
                new Scene("ActionsDialog", EMPTY, (c, r) -> Play.on(c, r).press("x")),
                new Scene("LogDialog", FULL, DialogScenes::log),
                new Scene("LogDialog", EMPTY, (c, r) -> Play.on(c, r).press("@")),
                new Scene("LogDialog", FAILED, (c, r) -> SomeDetails.withFailure(c, r)
                        .happen(new Event.ActionFailed(Scene.GONE)).press("@")),
                new Scene("LogDialog", WIDE, (c, r) -> log(c, r).press("esc").happen(new Event.SettingsRead(
                        Preferences.DEFAULT, false, java.util.Optional.of(SettingsMistakes.told()))).press("@")),
                new Scene("ConfirmQuitDialog", FULL, (c, r) -> SomeDetails.pulling(c, r).press("q")),
                new Scene("TagDialog", FULL, (c, r) -> images(c, r).press("t", "ctrl+u").type("redis:7-alpine")),
                new Scene("TagDialog", EMPTY, (c, r) -> images(c, r).press("t", "ctrl+u")),
                new Scene("TagDialog", FAILED, (c, r) -> images(c, r).press("t", "ctrl+u").type("Team/API:2")),
                new Scene("TagDialog", WIDE, (c, r) -> images(c, r).press("t", "ctrl+u").type(WIDE_TEXT)),
                new Scene("BulkDialog", FULL, (c, r) -> images(c, r).press("*", "b", "p")),
                new Scene("BulkNamesDialog", FULL, (c, r) -> images(c, r).press("*", "t").type("reg.example/m/")),
                new Scene("BulkNamesDialog", EMPTY, (c, r) -> images(c, r).press("*", "Y")),
                new Scene("BulkNamesDialog", FAILED, (c, r) -> images(c, r).press("*", "t").type("Team/API:2")),
                new Scene("CopyDialog", FULL, (c, r) -> images(c, r).press("y")),
                new Scene("CopyDialog", EMPTY, (c, r) -> images(c, r).press("j", "j", "j", "j", "y")),
                new Scene("ColumnsDialog", FULL, (c, r) -> images(c, r).press("|", "j", "j", "space")),
                new Scene("OwnCommandsDialog", FULL, (c, r) -> own(c, r, "dive").press("c", "j")),
                new Scene("OwnCommandsDialog", WIDE, (c, r) -> own(c, r, WIDE_TEXT).press("c", "j")),
                new Scene("OutputDialog", FULL, (c, r) -> wrote(c, r, "Image Source: nginx:1.27\ncannot find it\n")),
                new Scene("OutputDialog", WIDE, (c, r) -> wrote(c, r, "找不到镜像 🐳：" + WIDE_TEXT.repeat(8) + "\n")),
                new Scene("AskDialog", FULL, (c, r) ->
                        SomeContainers.shown(images(c, r), SomeContainers.list()).press("d")),
                new Scene("RemoveDialog", FULL, DialogScenes::removal),
                new Scene("RemoveDialog", LOADING, (c, r) -> images(c, r).press("d")),
                new Scene("RemoveDialog", FAILED, (c, r) -> Scene.fail(images(c, r).press("d"))),
                new Scene("ClearDialog", FULL, (c, r) -> removal(c, r).press("c")),
                new Scene("PushForm", FULL, (c, r) -> images(c, r).press("P")),
                new Scene("PushForm", EMPTY, (c, r) -> images(c, r).press("P", "ctrl+u")),
                new Scene("PushForm", FAILED, (c, r) -> images(c, r).press("P", "ctrl+u").type("A b").press("enter")),
                new Scene("PushForm", WIDE, (c, r) -> images(c, r).press("P", "ctrl+u").type(WIDE_TEXT)),
                new Scene("SaveForm", FULL, (c, r) -> images(c, r).press("w")),
                new Scene("SaveForm", EMPTY, (c, r) -> images(c, r).press("w", "ctrl+u")),
                new Scene("SaveForm", FAILED, (c, r) -> images(c, r).press("w", "ctrl+u", "enter")),
                new Scene("SaveForm", WIDE, (c, r) -> images(c, r).press("w", "ctrl+u").type("/备份/" + WIDE_TEXT)),
                new Scene("LoadForm", FULL, (c, r) -> images(c, r).press("L").type("/srv/a.tar").press("tab", "right",
                        "tab").type("team/root:1")),
                new Scene("LoadForm", EMPTY, (c, r) -> images(c, r).press("L")),
                new Scene("LoadForm", FAILED, (c, r) -> images(c, r).press("L", "enter")),
                new Scene("LoadForm", WIDE, (c, r) -> images(c, r).press("L").type("/备份/" + WIDE_TEXT + ".tar")),
                new Scene("BuildForm", FULL, (c, r) -> build(c, r).press("tab", "tab").type("team/app:2")),
                new Scene("BuildForm", EMPTY, (c, r) -> build(c, r).press("ctrl+u")),
                new Scene("BuildForm", FAILED, (c, r) -> build(c, r).press("ctrl+u", "enter")),
                new Scene("BuildForm", WIDE, (c, r) -> build(c, r).press("ctrl+u").type("/源码/" + WIDE_TEXT)),
                new Scene("RunForm", FULL, (c, r) -> images(c, r).press("r").type("sh -c 'date'").press("tab")),
                new Scene("RunForm", EMPTY, (c, r) -> images(c, r).press("r")),
                new Scene("RunForm", FAILED, (c, r) -> images(c, r).press("r").type("sh -c 'date").press("enter")),
                new Scene("RunForm", WIDE, (c, r) -> images(c, r).press("r").type("echo " + WIDE_TEXT)),
                new Scene("CommitForm", FULL, (c, r) -> commit(c, r).type("team/app:2").press("tab").type("tools")),
                new Scene("CommitForm", EMPTY, DialogScenes::commit),
                new Scene("CommitForm", FAILED, (c, r) -> commit(c, r).type("team/App").press("enter")),
                new Scene("CommitForm", WIDE, (c, r) -> commit(c, r).press("tab").type(WIDE_TEXT)),
                new Scene("CopyForm", FULL, (c, r) -> images(c, r).press("Y").type("docker://registry.example.com/")),
                new Scene("CopyForm", EMPTY, (c, r) -> images(c, r).press("Y")),
                new Scene("CopyForm", FAILED, (c, r) -> images(c, r).press("Y").type("ftp://x").press("enter")),
                new Scene("CopyForm", WIDE, (c, r) -> images(c, r).press("Y").type("context://" + WIDE_TEXT + "/")),
                new Scene("LoginForm", FULL, (c, r) -> login(c, r).type("ada").press("tab").type("s3cret pass")),
                new Scene("LoginForm", EMPTY, DialogScenes::login),
                new Scene("LoginForm", FAILED, (c, r) -> login(c, r).type("ada").press("enter")),
                new Scene("LoginForm", WIDE, (c, r) -> login(c, r).type(WIDE_TEXT).press("tab").type(WIDE_TEXT)),
                new Scene("DiffForm", FULL, (c, r) -> images(c, r).press("D")),
                new Scene("DiffForm", EMPTY, (c, r) -> images(c, r).press("j", "j", "j", "j", "D")),
                new Scene("DiffForm", FAILED, (c, r) -> images(c, r).press("D", "ctrl+u", "enter")),
                new Scene("DiffForm", WIDE, (c, r) -> images(c, r).press("D", "ctrl+u").type(WIDE_TEXT)));
    }

    private static Play log(int columns, int rows) {
        return images(columns, rows).happen(new Event.Removed(SomePlans.removed(SomeImages.list().get(0)), 1))
                .press("@");
    }

    private static Play own(int columns, int rows, String name) {
        List<OwnCommand> commands = List.of(
                new OwnCommand("d", name, List.of("dive", "{ref}"), false, OwnCommand.Output.TERMINAL),
                new OwnCommand("s", "scan", List.of("trivy image --quiet {ref} | less -R"), true,
                        OwnCommand.Output.TERMINAL));
        return Play.from(images(columns, rows).state().withPreferences(new Preferences(KeyMap.all(),
                ImageColumn.USUAL, ImageOrder.NEWEST_FIRST, false, commands, Preferences.Quitting.WHILE_BUSY, 0)));
    }

    private static Play wrote(int columns, int rows, String text) {
        return images(columns, rows).happen(new Event.ProgramEnded("dive", 2, text, OwnCommand.Output.DIALOG));
    }

    private static Play removal(int columns, int rows) {
        Play play = images(columns, rows).press("space", "space", "d");
        return SomePlans.answer(play, SomePlans.plan(904_000_000,
                SomePlans.target("nginx:1.27", RemovalPlan.Effect.BLOCKED, 192_000_000, 0, "web-1 (running)", "db-migrate"),
                SomePlans.target("python:3.12", RemovalPlan.Effect.UNTAG, 1_020_000_000, 0)));
    }

    private static Play build(int columns, int rows) {
        return images(columns, rows).press(":").type("build").press("enter");
    }

    private static Play login(int columns, int rows) {
        return images(columns, rows).press(":").type("login").press("enter");
    }

    private static Play commit(int columns, int rows) {
        return SomeContainers.shown(images(columns, rows), SomeContainers.list()).press("C");
    }
}
