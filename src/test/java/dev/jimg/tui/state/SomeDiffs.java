package dev.jimg.tui.state;

import dev.jimg.files.TreeDiff;
import dev.jimg.oci.DiffId;
import dev.jimg.oci.ImageId;
import dev.jimg.service.diff.ConfigField;
import dev.jimg.service.diff.ConfigItem;
import dev.jimg.service.diff.DiffSide;
import dev.jimg.service.diff.ImageDiff;
import dev.jimg.service.diff.ImageOutline;
import dev.jimg.service.diff.LayerOutline;
import dev.jimg.service.files.FilesProgress;
import java.util.List;
import java.util.Optional;

/** A comparison, always the same, for stories and screens. */
public final class SomeDiffs {

    private SomeDiffs() {}

    public static ImageDiff diff(DiffSide left, DiffSide right) {
        return ImageDiff.of(
                new ImageOutline(left, new ImageId(SomeDetails.digest("left")), List.of(
                        new ConfigItem(ConfigField.ARCHITECTURE, "", "amd64"),
                        new ConfigItem(ConfigField.CREATED, "", "2024-01-02T03:04:05Z"),
                        new ConfigItem(ConfigField.CMD, "", "[\"python3\"]"),
                        new ConfigItem(ConfigField.ENV, "PATH", "/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin"),
                        new ConfigItem(ConfigField.ENV, "PYTHON_VERSION", "3.12.6"),
                        new ConfigItem(ConfigField.EXPOSED_PORTS, "8000/tcp", ""),
                        new ConfigItem(ConfigField.LABELS, "maintainer", "小明 <ming@example.com>")),
                        List.of(layer("base", 117_000_000, "ADD file:123 in /"),
                                layer("tools", 3_400_000, "RUN apt-get update"),
                                layer("one", 24_000_000, "RUN set -eux; wget -O python.tar.xz https://example.com"),
                                layer("two", 900, "COPY main.py /srv/app/")), Optional.empty()),
                new ImageOutline(right, new ImageId(SomeDetails.digest("right")), List.of(
                        new ConfigItem(ConfigField.ARCHITECTURE, "", "amd64"),
                        new ConfigItem(ConfigField.CREATED, "", "2024-02-02T03:04:05Z"),
                        new ConfigItem(ConfigField.CMD, "", "[\"python3\"]"),
                        new ConfigItem(ConfigField.HEALTHCHECK, "", "{\"Test\":[\"CMD\",\"/srv/app/\u001b[31mcheck\"]}"),
                        new ConfigItem(ConfigField.ENV, "PATH",
                                "/opt/venv/bin:/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin:/a/quite/long/one"),
                        new ConfigItem(ConfigField.ENV, "PYTHON_VERSION", "3.12.7"),
                        new ConfigItem(ConfigField.LABELS, "maintainer", "小明 <ming@example.com>")),
                        List.of(layer("base", 117_000_000, "ADD file:123 in /"),
                                layer("tools", 3_400_000, "RUN apt-get update"),
                                layer("three", 47_400_000, "RUN set -eux; wget -O python.tar.xz https://example.com")),
                        Optional.empty()));
    }

    private static LayerOutline layer(String seed, long size, String step) {
        return new LayerOutline(new DiffId(SomeDetails.digest("tar " + seed)), size, false, step);
    }

    public static TreeDiff files() {
        return TreeDiff.of(SomeFiles.contents().layers(), List.of(SomeFiles.contents().layers().get(0),
                SomeFiles.layer("usr/bin/git 4703224", "usr/bin/perl 3794500", "usr/lib/libnew.so.1 9400000", "etc/passwd 980",
                        "var/lib/dpkg/status 120345", "srv/app/main.py 4300", "srv/app/手册-🐳.md 912",
                        "usr/lib/libnew.so -> libnew.so.1")));
    }

    /** Two images marked, and compared. */
    public static Play asked(int columns, int rows) {
        return SomeImages.shown(columns, rows, SomeImages.list()).press("j", "space", "space", "D");
    }

    /** With the answer, the files not read yet. */
    public static Play compared(int columns, int rows) {
        Play play = asked(columns, rows);
        Effect.CompareImages asked = play.one(Effect.CompareImages.class);
        return play.happen(new Event.ImagesCompared(asked.request(), diff(asked.left(), asked.right()), Optional.empty()));
    }

    /** With the files in sight. */
    public static Play withFiles(int columns, int rows) {
        Play play = compared(columns, rows).press("3");
        return play.happen(new Event.FilesCompared(play.one(Effect.CompareFiles.class).request(), files()));
    }

    public static Play reading(int columns, int rows) {
        Play play = compared(columns, rows).press("3");
        return play.happen(new Event.FilesMoved(play.one(Effect.CompareFiles.class).request(),
                new FilesProgress(41_000_000, 120_000_000)));
    }

    static DiffDialog dialog(Play play) {
        return (DiffDialog) play.state().dialog().orElseThrow();
    }
}
