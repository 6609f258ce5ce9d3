package dev.jimg.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jimg.oci.Digest;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import dev.jimg.service.HistoryRow;
import dev.jimg.service.ImageSummary;
import dev.jimg.service.SearchResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The bytes that docker 28.2.2 prints for the same images. */
class ListingTest {

    private static final String ID = "fce243a4da3f4d359eef18474b03304949d6a48c365361ea3be9332c80439c51";
    private static final String DIGEST = "sha256:" + "c".repeat(64);

    private final TestConsole console = TestConsole.pipe();

    private static List<Reference> names(String... names) {
        return Stream.of(names).map(Reference::parse).toList();
    }

    private static ImageSummary image(List<Reference> tags, List<Reference> digests, Duration age, long size) {
        return new ImageSummary(ImageId.parse("sha256:" + ID), tags, digests, TestConsole.NOW.minus(age), size, -1, -1,
                Platform.parse("linux/amd64"), Digest.parse(DIGEST), ImageSummary.Health.GOOD);
    }

    private static final List<ImageSummary> IMAGES = List.of(
            image(names("demo/tool:1.0", "nginx:latest"), List.of(), Duration.ZERO, 3),
            image(names("localhost:5001/x:2"), names("localhost:5001/x@" + DIGEST), Duration.ofDays(20), 187_650_000),
            image(List.of(), names("ghcr.io/a/b@" + DIGEST), Duration.ofDays(400), 1_020_000_000),
            image(List.of(), List.of(), Duration.ofHours(3), 999_950));

    private String images(String... words) throws UsageException {
        ImagesCommand.print(console.invocation(new ImagesCommand(), words), IMAGES);
        return console.out();
    }

    @Test
    void imagesAsATable() throws UsageException {
        assertEquals("""
                REPOSITORY         TAG       IMAGE ID       CREATED                  SIZE
                demo/tool          1.0       fce243a4da3f   Less than a second ago   3B
                nginx              latest    fce243a4da3f   Less than a second ago   3B
                localhost:5001/x   2         fce243a4da3f   2 weeks ago              188MB
                ghcr.io/a/b        <none>    fce243a4da3f   13 months ago            1.02GB
                <none>             <none>    fce243a4da3f   3 hours ago              1e+03kB
                """, images());
    }

    @Test
    void noImagesAreAHeader() throws UsageException {
        ImagesCommand.print(console.invocation(new ImagesCommand()), List.of());
        assertEquals("REPOSITORY   TAG       IMAGE ID   CREATED   SIZE\n", console.out());
    }

    @Test
    void imagesWithDigests() throws UsageException {
        String none = "<none>" + " ".repeat(68);
        assertEquals("REPOSITORY         TAG       DIGEST" + " ".repeat(68) + "IMAGE ID       CREATED                  SIZE\n"
                + "demo/tool          1.0       " + none + "fce243a4da3f   Less than a second ago   3B\n"
                + "nginx              latest    " + none + "fce243a4da3f   Less than a second ago   3B\n"
                + "localhost:5001/x   2         " + DIGEST + "   fce243a4da3f   2 weeks ago              188MB\n"
                + "ghcr.io/a/b        <none>    " + DIGEST + "   fce243a4da3f   13 months ago            1.02GB\n"
                + "<none>             <none>    " + none + "fce243a4da3f   3 hours ago              1e+03kB\n",
                images("--digests"));
    }

    @Test
    void imagesAsIds() throws UsageException {
        assertEquals("fce243a4da3f\n".repeat(5), images("-q"));
        assertEquals(("sha256:" + ID + "\n").repeat(5), images("-q", "--no-trunc"));
    }

    @Test
    void imagesAsJson() throws UsageException {
        assertEquals("{\"Containers\":\"N/A\",\"CreatedAt\":\"2026-11-22 16:00:00 +0000 UTC\",\"CreatedSince\":"
                + "\"Less than a second ago\",\"Digest\":\"\\u003cnone\\u003e\",\"ID\":\"fce243a4da3f\",\"Repository\":"
                + "\"demo/tool\",\"SharedSize\":\"N/A\",\"Size\":\"3B\",\"Tag\":\"1.0\",\"UniqueSize\":\"N/A\","
                + "\"VirtualSize\":\"3B\"}", images("--format", "json").lines().findFirst().orElseThrow());
    }

    private String history(String... words) throws UsageException {
        String step = "RUN x\ty <a> & b".repeat(5);
        HistoryCommand.print(console.invocation(new HistoryCommand(), words), List.of(
                new HistoryRow(Optional.of("sha256:" + ID), Instant.EPOCH, "CMD", 0, "", Optional.empty(), 0, List.of()),
                new HistoryRow(Optional.empty(), TestConsole.NOW.minusSeconds(86_400 * 3), step, 48_300_000,
                        "a comment", Optional.empty(), 0, List.of())));
        return console.out();
    }

    @Test
    void historyAsATable() throws UsageException {
        assertEquals("IMAGE          CREATED      CREATED BY                                      SIZE      COMMENT\n"
                + "fce243a4da3f   N/A          CMD                                             0B        \n"
                + "<missing>      3 days ago   RUN x y <a> & bRUN x y <a> & bRUN x y <a> & …   48.3MB    a comment\n",
                history());
    }

    @Test
    void historyForMachines() throws UsageException {
        assertEquals("sha256:" + ID + "\n<missing>\n", history("-q", "--no-trunc"));
        assertEquals("IMAGE          CREATED AT             CREATED BY                                      SIZE"
                + "       COMMENT", history("-H=false").lines().findFirst().orElseThrow());
        assertEquals("<missing>      2026-11-19T16:00:00Z   RUN x y <a> & bRUN x y <a> & bRUN x y <a> & …   48300000"
                + "   a comment", history("--human=false").lines().reduce((first, last) -> last).orElseThrow());
        assertEquals("{\"Comment\":\"\",\"CreatedAt\":\"1970-01-01T00:00:00Z\",\"CreatedBy\":\"CMD\",\"CreatedSince\":"
                + "\"N/A\",\"ID\":\"sha256:" + ID + "\",\"Size\":\"0B\"}",
                history("--no-trunc", "--format=json").lines().findFirst().orElseThrow());
    }

    private String search(String... words) throws UsageException {
        SearchCommand.print(console.invocation(new SearchCommand(), words), List.of(
                new SearchResult.Hit("nginx", "Official build of Nginx.", 20123, true, false),
                new SearchResult.Hit("x/y", "first\nsecond line of a description that is far too long", 0, false, false),
                new SearchResult.Hit("中文/镜像", "一个非常长的描述一个非常长的描述一个非常长的描述一个非常长的描述", -1, false, false),
                new SearchResult.Hit("evil", "\u001b[2J\u202egnp.exe\u0007", 1, false, false)));
        return console.out();
    }

    @Test
    void searchAsATable() throws UsageException {
        assertEquals("""
                NAME        DESCRIPTION                                     STARS     OFFICIAL
                nginx       Official build of Nginx.                        20123     [OK]
                x/y         first second line of a description that is f…   0        \s
                中文/镜像   一个非常长的描述一个非常长的描述一个非常长的…            \s
                evil        ␛[2J�gnp.exe␇                                   1        \s
                """, search());
    }

    @Test
    void searchAsJson() throws UsageException {
        List<String> lines = search("--format", "json", "--no-trunc").lines().toList();
        assertEquals("{\"Description\":\"Official build of Nginx.\",\"IsOfficial\":\"true\",\"Name\":\"nginx\","
                + "\"StarCount\":\"20123\"}", lines.get(0));
        assertEquals("{\"Description\":\"\\u001b[2J\\u202egnp.exe\\u0007\",\"IsOfficial\":\"false\",\"Name\":\"evil\","
                + "\"StarCount\":\"1\"}", lines.get(3));
    }

    @Test
    void theUsersOwnFormatHoldsWhereNoneIsAskedFor() throws UsageException {
        console.withFormat("imagesFormat", "{{.Repository}}!");
        assertEquals("demo/tool!", images().lines().findFirst().orElseThrow());
        assertEquals("REPOSITORY", images("--format", "table").substring(0, 10));
        assertEquals("fce243a4da3f", images("-q").lines().findFirst().orElseThrow());
    }

    @Test
    void aTemplateLetsNoControlCharacterThrough() throws UsageException {
        List<HistoryRow> rows = List.of(new HistoryRow(Optional.empty(), TestConsole.NOW, "a\u001b[2J\nb\u009b",
                1, "\u202e", Optional.empty(), 0, List.of()));
        for (TestConsole shown : List.of(console, TestConsole.terminal(80, 24))) {
            HistoryCommand.print(shown.invocation(new HistoryCommand(), "--format", "{{.CreatedBy}}{{.Comment}}"), rows);
            String lines = shown == console ? "\n" : " ";
            assertEquals("a\u241b[2J" + lines + "b\ufffd\ufffd\n", shown.out());
        }
    }
}
