package dev.jimg.backend;

import dev.jimg.config.Credentials;
import dev.jimg.config.DockerLogins;
import dev.jimg.config.Environment;
import dev.jimg.oci.Reference;
import dev.jimg.service.ImageService;
import dev.jimg.service.PruneRequest;
import dev.jimg.service.PullRequest;
import dev.jimg.service.RemoveRequest;
import dev.jimg.service.archive.LoadRequest;
import dev.jimg.service.archive.SaveRequest;
import dev.jimg.service.build.BuildContext;
import dev.jimg.service.build.BuildRequest;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What changes a store, or something beside it, and may break in the middle. Each works in a {@link FaultScene}. */
enum StoreOperation {
    PULL {
        @Override
        void run(ImageService service, FaultScene scene) {
            service.pull(PullRequest.of(scene.remote()), event -> { }, Cancellation.none());
        }
    },
    LOAD {
        @Override
        void run(ImageService service, FaultScene scene) throws IOException {
            try (InputStream in = Files.newInputStream(scene.archive())) {
                service.archives().load(LoadRequest.EVERYTHING, in, progress -> { }, Cancellation.none());
            }
        }
    },
    BUILD {
        @Override
        void run(ImageService service, FaultScene scene) {
            service.builds().build(new BuildRequest(new BuildContext.Directory(scene.context()), Optional.empty(),
                    List.of(FaultScene.BUILT), Map.of(), Map.of(), Optional.empty(), true, false, Optional.empty(),
                    "default"), event -> { }, Cancellation.none());
        }
    },
    TAG {
        @Override
        void run(ImageService service, FaultScene scene) {
            service.tag(FaultScene.KEPT.familiar(), FaultScene.ALIAS);
        }
    },
    /** Of the image that {@link #LOAD} brings. */
    REMOVE {
        @Override
        void prepare(ImageService service, FaultScene scene) throws IOException {
            LOAD.run(service, scene);
        }

        @Override
        void run(ImageService service, FaultScene scene) {
            service.remove(RemoveRequest.of(List.of(FaultScene.LOADED.familiar()))).failures().forEach(failure -> {
                throw failure;
            });
        }
    },
    /** Of the same without its name, and of what builds keep. */
    PRUNE {
        @Override
        void prepare(ImageService service, FaultScene scene) throws IOException {
            LOAD.run(service, scene);
            service.remove(new RemoveRequest(List.of(FaultScene.LOADED.familiar()), RemoveRequest.Mode.UNTAG, false,
                    true)).failures().forEach(failure -> {
                        throw failure;
                    });
        }

        @Override
        void run(ImageService service, FaultScene scene) {
            service.prune(PruneRequest.DANGLING).failures().forEach(failure -> {
                throw failure;
            });
        }
    },
    SAVE {
        @Override
        void run(ImageService service, FaultScene scene) {
            service.archives().saveFile(SaveRequest.of(List.of(FaultScene.KEPT.familiar())), scene.saved(),
                    progress -> { }, Cancellation.none());
        }
    },
    LOGIN {
        @Override
        void run(ImageService service, FaultScene scene) {
            Environment environment =
                    new Environment(Map.of("DOCKER_CONFIG", scene.docker().toString()), scene.home(), scene.home());
            new DockerLogins(environment).store("registry.example:5000",
                    Credentials.password("ann", "correct horse"), () -> false);
        }
    };

    /** What has to be there before it. */
    void prepare(ImageService service, FaultScene scene) throws IOException {}

    abstract void run(ImageService service, FaultScene scene) throws IOException;
}
