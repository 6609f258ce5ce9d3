package dev.jimg.build;

import dev.jimg.build.BuildException.Kind;
import dev.jimg.build.dockerfile.Heredoc;
import dev.jimg.build.dockerfile.Instruction;
import dev.jimg.build.dockerfile.Words;
import dev.jimg.oci.MalformedException;
import dev.jimg.posix.Bytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds what a COPY or ADD names, and plans its layer. */
final class CopyStep {

    private final StageState state;
    private final Instruction.Copy copy;
    private final FileTree from;
    private final Downloads downloads;
    private final Words words;

    /** @param from what is copied from: the context, a stage or an image */
    CopyStep(StageState state, Instruction.Copy copy, FileTree from, Downloads downloads) {
        this.state = state;
        this.copy = copy;
        this.from = from;
        this.downloads = downloads;
        this.words = state.words();
    }

    /** Where it goes, as docker writes it in the history. */
    String destination() {
        return words.word(copy.destination());
    }

    /** {@code file}, {@code dir} or {@code multi}: docker's word for what is copied. */
    static String kind(LayerPlan plan, List<CopySource> sources) {
        return sources.size() > 1 ? "multi" : sources.get(0).node().isDirectory() && !sources.get(0).unpack()
                ? "dir" : "file";
    }

    /** @throws BuildException if a source is not there, or the destination cannot hold it */
    LayerPlan plan(List<CopySource> sources) {
        String destination = destination();
        String absolute = Bytes.ofText(SlashPath.resolve(state.config().text("WorkingDir"), destination));
        boolean directory = destination.endsWith("/") || destination.endsWith("/.") || destination.equals(".");
        DockerIgnore excluded = DockerIgnore.parse(copy.exclude().stream().map(words::word)
                .collect(Collectors.joining("\n")));
        // A linked layer knows nothing of what is below it: neither links in the destination nor modes of directories.
        FileTree below = copy.link() && copy.chmod().isEmpty() ? new FileTree() : state.tree();
        return new CopyPlanner(below, owner(), mode(), path -> excluded.ignores(Bytes.text(path)), state.times())
                .plan(copy.add() ? "ADD" : "COPY", sources, directory ? absolute + "/" : absolute);
    }

    private void checkSources() {
        if (copy.checksum().isPresent() && copy.sources().size() + copy.heredocs().size() != 1) {
            throw new BuildException(Kind.INVALID, "checksum can't be specified for multiple sources", "");
        }
        for (String source : copy.sources()) {
            boolean url = Downloads.isUrl(words.word(source));
            if (url && !copy.add()) {
                throw new BuildException(Kind.INVALID, "source can't be a " + (Downloads.isGit(words.word(source))
                        ? "git ref" : "URL") + " for COPY", "Use ADD.");
            }
            if (!url && copy.checksum().isPresent()) {
                throw new BuildException(Kind.INVALID, "checksum requires HTTP(S) or Git sources", "");
            }
        }
    }

    private Optional<Owner> owner() {
        return copy.chown().map(text -> Owner.parse(words.word(text), state.tree()));
    }

    private Optional<ModeChange> mode() {
        return copy.chmod().map(text -> ModeChange.parse(words.word(text)));
    }

    /** All that is named, in order. */
    List<CopySource> sources() {
        checkSources();
        List<CopySource> sources = new ArrayList<>();
        for (String source : copy.sources()) {
            String text = words.word(source);
            if (copy.add() && Downloads.isUrl(text)) {
                sources.add(download(text));
            } else if (copy.parents()) {
                sources.add(withParents(text));
            } else {
                sources.addAll(find(text));
            }
        }
        copy.heredocs().forEach(heredoc -> sources.add(inline(heredoc)));
        if (sources.isEmpty()) {
            throw failed("no source files were specified");
        }
        return sources;
    }

    private CopySource inline(Heredoc heredoc) {
        String text = heredoc.expand() ? words.text(heredoc.content()) : heredoc.content();
        FileContent content = new FileContent.Inline(text.getBytes(StandardCharsets.UTF_8));
        FileNode.Facts facts = FileNode.Facts.file(0644, 0, 0, state.times().now());
        return new CopySource(Bytes.ofText(heredoc.name()), FileNode.file(facts, content), false);
    }

    private CopySource download(String url) {
        Path file = downloads.fetch(url, copy.checksum().map(words::word));
        FileNode node = FileNode.file(FileNode.Facts.file(0600, 0, 0, state.times().now()),
                new FileContent.Local(file, file.toFile().length()));
        String name = Bytes.ofText(Downloads.fileName(url));
        if (name.isEmpty() && destination().endsWith("/")) {
            throw new BuildException(Kind.INVALID, "cannot determine filename from url: " + url, "");
        }
        boolean unpack = copy.unpack().orElse(false) && TarFiles.isTar(file);
        return unpack ? unpacked(name, file) : new CopySource(name, node, false);
    }

    private List<CopySource> find(String text) {
        String clean = SlashPath.clean(text);
        boolean leadsOut = clean.equals("..") || clean.startsWith("../");
        if (leadsOut && copy.from().isEmpty()) {
            throw failed("forbidden path outside the build context: " + text + " ()");
        }
        String path = Bytes.ofText(SlashPath.inside(clean));
        if (!PathPattern.isPattern(path)) {
            return List.of(found(path, text));
        }
        try {
            return Glob.find(from, path).stream().map(match -> found(match, text)).toList();
        } catch (MalformedException e) {
            throw failed(e.getMessage());
        }
    }

    private CopySource withParents(String text) {
        ParentsSource source = ParentsSource.parse(Bytes.ofText(text));
        FileNode base = from.follow(source.base()).filter(FileNode::isDirectory)
                .orElseThrow(() -> failed("stat " + text + ": file does not exist"));
        FileNode nothing = FileNode.directory(base.facts());
        FileNode selected = source.select(base).orElse(nothing);
        if (selected == nothing && !source.isPattern()) {
            throw failed("stat " + text + ": file does not exist");
        }
        return new CopySource(source.base(), selected, false);
    }

    private CopySource found(String path, String text) {
        FileNode node = from.follow(path).orElseThrow(() -> failed(
                (copy.from().isEmpty() ? "file not found in build context or excluded by .dockerignore: " : "")
                        + "stat " + text + ": file does not exist"));
        if (!node.isDirectory() && text.endsWith("/")) {
            throw failed("stat " + text + ": not a directory");
        }
        if (copy.add() && copy.unpack().orElse(true)
                && node.content().orElse(null) instanceof FileContent.Local local && TarFiles.isTar(local.file())) {
            return unpacked(path, local.file());
        }
        if (copy.add() && copy.unpack().orElse(true)
                && node.content().orElse(null) instanceof FileContent.Member member && mayBeArchive(path)) {
            Path file = downloads.extract(member);
            if (TarFiles.isTar(file)) {
                return unpacked(path, file);
            }
        }
        return new CopySource(path, node, false);
    }

    /** A file in a context that came as a tar has to be taken out to look into it: only where its name says so. */
    private static boolean mayBeArchive(String path) {
        return Set.of("tar", "tgz", "gz", "bz2", "tbz2", "xz", "txz", "zst", "tbz", "tzst")
                .contains(path.substring(path.lastIndexOf('.') + 1));
    }

    private static CopySource unpacked(String path, Path file) {
        return new CopySource(path, TreeReader.archive(TarFiles.source(file)).root(), true);
    }

    private BuildException failed(String why) {
        return new BuildException(Kind.NOT_FOUND, (copy.add() ? "ADD" : "COPY") + " failed: " + why, "");
    }
}
