package dev.jimg.cli;

import dev.jimg.oci.MalformedException;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.build.BuildContext;
import dev.jimg.service.build.BuildRequest;
import dev.jimg.service.build.BuildResult;
import dev.jimg.service.build.Intermediates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code build}, {@code image build}, {@code builder build}. */
final class BuildCommand implements Command {

    static final String SUMMARY = "Build an image from a Dockerfile";

    private static final String OPERATION = "build";
    private static final Pattern URL = Pattern.compile("(https?://|git://|git@|github\\.com/).*", Pattern.DOTALL);
    private static final Pattern STATUS = Pattern.compile("returned a non-zero code: (\\d{1,3})$");

    @Override
    public Usage usage() {
        return new Usage("[OPTIONS] PATH | URL | -", SUMMARY, "", List.of("image build", OPERATION, "builder build"),
                List.of(Flag.list("build-arg", (char) 0, "Set build-time variables"),
                        Flag.off("disable-content-trust", (char) 0, "Skip image verification"),
                        Flag.text("file", 'f', "string", "Name of the Dockerfile (Default is \"PATH/Dockerfile\")"),
                        Flag.on("force-rm", (char) 0, "Always remove intermediate containers"),
                        Flag.text("iidfile", (char) 0, "string", "Write the image ID to the file"),
                        Flag.list("label", (char) 0, "Set metadata for an image"),
                        Flag.text("network", (char) 0, "string",
                                "Set the networking mode for the RUN instructions during build (default \"default\")"),
                        Flag.on("no-cache", (char) 0, "Do not use cache when building the image"),
                        Flag.text("platform", (char) 0, "string", "Set platform if server is multi-platform capable"),
                        Flag.text("progress", (char) 0, "string", "Type of progress output (there is one)"),
                        Flag.on("pull", (char) 0, "Always attempt to pull a newer version of the image"),
                        Flag.on("quiet", 'q', "Suppress the build output and print image ID on success"),
                        Flag.off("rm", (char) 0, "Remove intermediate containers after a successful build"),
                        SecretFlags.ALL.get(0), SecretFlags.ALL.get(1),
                        Flag.list("tag", 't', "Name and optionally a tag in the \"name:tag\" format"),
                        Flag.text("target", (char) 0, "string", "Set the target build stage to build.")),
                1, 1);
    }

    @Override
    public int run(Invocation invocation) throws UsageException {
        Flags flags = invocation.flags();
        List<Reference> tags = tags(flags);
        Optional<Path> idFile = flags.filled("iidfile").map(name -> GoFiles.named(OPERATION, name));
        boolean quiet = flags.on("quiet");
        BuildView view = new BuildView(invocation.console(), quiet);
        try (BuildSource source = BuildSource.of(invocation.argument(0), flags.text("file").orElse(""),
                invocation.console().in())) {
            deleted(idFile);
            BuildResult result = invocation.service().builds()
                    .build(request(flags, source, tags), view, invocation.cancellation());
            view.end();
            if (quiet) {
                invocation.out().line(result.image().toString());
            }
            written(idFile, result.image().toString());
            return 0;
        } catch (Failure e) {
            view.fail();
            Matcher status = STATUS.matcher(e.why());
            if (status.find()) {
                invocation.report(e);
                return Integer.parseInt(status.group(1));
            }
            throw e;
        }
    }

    private static BuildRequest request(Flags flags, BuildSource source, List<Reference> tags) {
        Map<String, Optional<String>> arguments = new LinkedHashMap<>();
        for (String given : flags.list("build-arg")) {
            int equals = given.indexOf('=');
            arguments.put(equals < 0 ? given : given.substring(0, equals),
                    equals < 0 ? Optional.empty() : Optional.of(given.substring(equals + 1)));
        }
        Map<String, String> labels = new LinkedHashMap<>();
        for (String given : flags.list("label")) {
            int equals = given.indexOf('=');
            labels.put(equals < 0 ? given : given.substring(0, equals), equals < 0 ? "" : given.substring(equals + 1));
        }
        BuildContext context = source.context();
        Optional<Platform> platform = References.platform(OPERATION, "", flags);
        return new BuildRequest(context, source.dockerfile(), tags, arguments, labels,
                flags.filled("target"), flags.on("no-cache"), flags.on("pull"), platform,
                flags.filled("network").orElse("default"), SecretFlags.of(flags), intermediates(flags));
    }

    private static Intermediates intermediates(Flags flags) {
        return flags.on("force-rm") ? Intermediates.REMOVE
                : flags.on("rm", true) ? Intermediates.REMOVE_AFTER_SUCCESS : Intermediates.KEEP;
    }

    private static List<Reference> tags(Flags flags) throws UsageException {
        List<Reference> tags = new ArrayList<>();
        for (String given : flags.list("tag")) {
            try {
                tags.add(Reference.parse(given));
            } catch (MalformedException e) {
                throw UsageException.flag("invalid argument \"" + given + "\" for \"-t, --tag\" flag: "
                        + References.docker(e));
            }
        }
        return tags;
    }

    /** What an earlier build wrote must not be taken for the result of one that fails. */
    private static void deleted(Optional<Path> idFile) {
        try {
            if (idFile.isPresent()) {
                Files.deleteIfExists(idFile.get());
            }
        } catch (IOException e) {
            String words = "removing image ID file: remove " + idFile.get() + ": " + GoFiles.words(e);
            throw new Failure(Failure.Kind.DISK, OPERATION, "", words, "", e).spelledAs(words);
        }
    }

    private static void written(Optional<Path> idFile, String id) {
        try {
            if (idFile.isPresent()) {
                Files.writeString(idFile.get(), id);
            }
        } catch (IOException e) {
            String words = "open " + idFile.get() + ": " + GoFiles.words(e);
            throw new Failure(Failure.Kind.DISK, OPERATION, "", words, "", e).spelledAs(words);
        }
    }

    /** Whether docker would take it for an address rather than for a directory. */
    static boolean isUrl(String context) {
        return URL.matcher(context).matches();
    }
}
