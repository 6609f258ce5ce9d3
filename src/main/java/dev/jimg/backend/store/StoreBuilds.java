package dev.jimg.backend.store;

import dev.jimg.archive.LayerWatch;
import dev.jimg.backend.shared.Failures;
import dev.jimg.backend.shared.PruneFilter;
import dev.jimg.backend.shared.ServiceWork;
import dev.jimg.build.BuildListener;
import dev.jimg.build.Builder;
import dev.jimg.build.KeptBuilds;
import dev.jimg.build.RuntimeSteps;
import dev.jimg.config.Environment;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.MalformedException;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageEvent;
import dev.jimg.service.build.BuildEvent;
import dev.jimg.service.build.BuildPrune;
import dev.jimg.service.build.BuildPruneRequest;
import dev.jimg.service.build.BuildRequest;
import dev.jimg.service.build.BuildResult;
import dev.jimg.service.build.Builds;
import dev.jimg.store.ImageStore;
import dev.jimg.transfer.Cancellation;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Building on the embedded store. */
final class StoreBuilds implements Builds {

    private final ImageStore store;
    private final Puller puller;
    private final Environment environment;
    private final LayerWatch.Factory watches;
    private final ChangeFeed changes;
    private final ServiceWork work;

    StoreBuilds(ImageStore store, Puller puller, Environment environment, LayerWatch.Factory watches, ChangeFeed changes,
            ServiceWork work) {
        this.store = store;
        this.puller = puller;
        this.environment = environment;
        this.watches = watches;
        this.changes = changes;
        this.work = work;
    }

    @Override
    public BuildResult build(BuildRequest request, Consumer<BuildEvent> events, Cancellation cancellation) {
        List<Reference> tags = request.tags().stream().map(Reference::orLatest).toList();
        ImageId id = work.run("build", "", cancellation, linked -> build(request, tags, events, linked));
        // In the words of docker's classic builder, which says it in the same stream as the steps.
        events.accept(new BuildEvent.Output("Successfully built " + id.shortHex() + "\n", false));
        tags.forEach(tag -> events.accept(
                new BuildEvent.Output("Successfully tagged " + tag.familiar() + "\n", false)));
        changes.tell(ImageEvent.Kind.PULLED, tags.isEmpty() ? id.toString() : tags.get(0).familiar());
        return new BuildResult(id, tags);
    }

    @Override
    public BuildPrune prune(BuildPruneRequest request) {
        return Failures.translate("prune the build cache", "", () -> {
            PruneFilter filter = new PruneFilter(request.filters(), Clock.systemDefaultZone());
            KeptBuilds.Pruned done = new KeptBuilds(store).prune(request.all(),
                    entry -> filter.takes(entry.used(), Map::of), request.limits()::keep);
            return new BuildPrune(done.ids(), done.freed());
        });
    }

    private ImageId build(BuildRequest request, List<Reference> tags, Consumer<BuildEvent> events,
            Cancellation cancellation) {
        UrlSource urls = new UrlSource(environment);
        try (BuildInputs inputs = new BuildInputs(store, environment, urls::open);
                RuntimeSteps runner = new RuntimeSteps(store, environment)) {
            Builder builder = new Builder(store, new BaseImagePuller(store, puller, events), urls::open, runner,
                    watches);
            return builder.build(inputs.spec(request, tags, events, cancellation), new Listener(events), cancellation);
        } catch (MalformedException e) {
            throw new Failure(Failure.Kind.INVALID, "build", "", e.getMessage(), "", e).spelledAs(e.getMessage());
        }
    }

    private record Listener(Consumer<BuildEvent> events) implements BuildListener {

        @Override
        public void step(int index, int total, String instruction) {
            events.accept(new BuildEvent.Step(index, total, instruction));
        }

        @Override
        public void cached() {
            events.accept(new BuildEvent.Cached());
        }

        @Override
        public void output(String text, boolean error) {
            events.accept(new BuildEvent.Output(text, error));
        }
    }
}
