package dev.jimg.cli;

import dev.jimg.service.Failure;
import dev.jimg.text.SafeText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** {@code config init|path|check|show}: the settings file of the full-screen app. */
final class ConfigCommand implements Command {

    static final String SUMMARY = "Make, find, check or show the settings file";
    static final String INIT_SUMMARY = "Write a settings file with every setting explained";
    static final String PATH_SUMMARY = "Print where the settings file is looked for";
    static final String CHECK_SUMMARY = "Tell what is wrong in the settings file";
    static final String SHOW_SUMMARY = "Print the settings in force";

    private static final String FORCE = "force";

    /** What is done with the file. */
    enum Task { INIT, PATH, CHECK, SHOW }

    private final Task task;

    ConfigCommand(Task task) {
        this.task = task;
    }

    @Override
    public Usage usage() {
        return switch (task) {
            case INIT -> new Usage("[OPTIONS]", INIT_SUMMARY, "", List.of(),
                    List.of(Flag.on(FORCE, 'f', "Replace the file that is there")), 0, 0);
            case PATH -> new Usage("", PATH_SUMMARY, "", List.of(), List.of(), 0, 0);
            case CHECK -> new Usage("", CHECK_SUMMARY, "", List.of(), List.of(), 0, 0);
            case SHOW -> new Usage("", SHOW_SUMMARY, "", List.of(), List.of(), 0, 0);
        };
    }

    @Override
    public int run(Invocation invocation) {
        SettingsDesk desk = invocation.settings().get();
        switch (task) {
            case INIT -> init(desk, invocation);
            case PATH -> invocation.out().line(SafeText.line(desk.path().toString()));
            case SHOW -> invocation.out().print(desk.inForce());
            default -> {
                return check(desk, invocation);
            }
        }
        return 0;
    }

    private static void init(SettingsDesk desk, Invocation invocation) {
        Path path = desk.path();
        byte[] text = desk.template().getBytes(StandardCharsets.UTF_8);
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            if (invocation.flags().on(FORCE)) {
                Files.write(path, text);
            } else {
                Files.write(path, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            }
        } catch (FileAlreadyExistsException e) {
            throw new Failure(Failure.Kind.CONFLICT, "write", path.toString(), "it is there already",
                    "Replace it with --force, or edit it.", e);
        } catch (IOException e) {
            throw new Failure(Failure.Kind.DISK, "write", path.toString(), e.getMessage(),
                    "JIMG_CONFIG names another file.", e);
        }
        invocation.out().line("Wrote " + SafeText.line(path.toString()));
    }

    private static int check(SettingsDesk desk, Invocation invocation) {
        String path = SafeText.line(desk.path().toString());
        List<SettingsDesk.Mistake> mistakes = desk.check();
        for (SettingsDesk.Mistake mistake : mistakes) {
            invocation.out().line(path + ":" + mistake.line() + ":" + mistake.column() + ": "
                    + SafeText.line(mistake.what()));
        }
        if (mistakes.isEmpty()) {
            invocation.out().line(path + (Files.exists(desk.path()) ? ": no mistakes"
                    : ": there is no such file; everything is as the program comes"));
        }
        return mistakes.isEmpty() ? 0 : 1;
    }
}
