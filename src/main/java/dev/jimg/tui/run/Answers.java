package dev.jimg.tui.run;

import dev.jimg.oci.ImageId;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageService;
import dev.jimg.service.ListRequest;
import dev.jimg.service.RemoveRequest;
import dev.jimg.service.ServiceOpener;
import dev.jimg.service.TagsRequest;
import dev.jimg.service.container.ContainerListRequest;
import dev.jimg.service.container.ContainerStreams;
import dev.jimg.service.container.LogsRequest;
import dev.jimg.service.keep.Keeper;
import dev.jimg.transfer.Cancellation;
import dev.jimg.tui.state.Effect;
import dev.jimg.tui.state.Event;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks the service what the state wants to know. */
final class Answers {

    /** How much of a log is read from the past: more than anyone scrolls through. */
    private static final int LOG_TAIL = 2000;

    private final Mailbox mailbox;
    private final ServiceOpener opener;

    Answers(Mailbox mailbox, ServiceOpener opener) {
        this.mailbox = mailbox;
        this.opener = opener;
    }

    /**
     * Waits for the answer. What comes in pieces is posted piece by piece before it.
     *
     * @param service waits until it is open; where to go must be answered also where it could not be opened
     */
    Event answer(Supplier<ImageService> service, Effect.Ask ask, Cancellation cancellation) {
        if (ask instanceof Effect.ListPlaces list) {
            return new Event.PlacesListed(list.request(), opener.places().list());
        }
        if (ask instanceof Effect.ProbePlace probe) {
            return new Event.PlaceReached(probe.request(), opener.places().probe(probe.place()));
        }
        if (ask instanceof Effect.ListDirectory list) {
            return new Event.DirectoryListed(list.request(), DirectoryNames.of(list.directory()));
        }
        if (ask instanceof Effect.CheckSave check) {
            return new Event.SaveChecked(check.request(), check.job(), isFile(check.job().file()));
        }
        if (ask instanceof Effect.CheckPaths check) {
            return new Event.PathsChecked(check.request(), PathCheck.first(check.paths()));
        }
        return answer(service.get(), ask, cancellation);
    }

    /** What is no path at all is for the save to tell. */
    private static boolean isFile(String typed) {
        try {
            return Files.isRegularFile(UserPath.of(typed));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private Event answer(ImageService images, Effect.Ask ask, Cancellation cancellation) {
        long request = ask.request();
        if (ask instanceof Effect.ListImages list) {
            ListRequest all = ListRequest.EVERYTHING;
            return new Event.ImagesListed(request,
                    images.undo().visible(images.list(list.unique() ? all : all.withoutUnique())),
                    images.problems());
        }
        if (ask instanceof Effect.MeasureImages) {
            return new Event.ImagesMeasured(request, images.usage());
        }
        if (ask instanceof Effect.LoadHistory load) {
            return new Event.HistoryLoaded(request, images.steps(load.image()));
        }
        if (ask instanceof Effect.MeasureLayers measure) {
            return measured(images, measure, cancellation);
        }
        if (ask instanceof Effect.LoadDetails load) {
            return new Event.DetailsLoaded(request, images.inspect(load.image()));
        }
        if (ask instanceof Effect.ListContainers list) {
            return new Event.ContainersListed(request, images.containers().list(ContainerListRequest.of(list.image())));
        }
        if (ask instanceof Effect.ReadLog read) {
            return log(images, read, cancellation);
        }
        if (ask instanceof Effect.ReadUsage) {
            return new Event.UsageRead(request, images.systemUsage());
        }
        if (ask instanceof Effect.ReadTrash) {
            return new Event.TrashRead(request, images.undo().trash());
        }
        if (ask instanceof Effect.ListUndo) {
            return new Event.UndoListed(request, images.undo().list());
        }
        if (ask instanceof Effect.PlanPrune plan) {
            return new Event.PrunePlanned(request, images.planPrune(plan.what()));
        }
        if (ask instanceof Effect.PlanRemoval plan) {
            return new Event.RemovalPlanned(request, images.planRemoval(plan.what()));
        }
        if (ask instanceof Effect.WeighMarks weigh) {
            return new Event.RemovalPlanned(request, images.planRemoval(RemoveRequest.of(weigh.images())));
        }
        if (ask instanceof Effect.PlanKeep plan) {
            return new Event.KeepPlanned(request, new Keeper(images).forecast(plan.rule(), plan.now()));
        }
        if (ask instanceof Effect.LoadUpdates) {
            return new Event.UpdatesKnown(request, images.updates().known(), false);
        }
        if (ask instanceof Effect.FindRunning find) {
            return new Event.StillRunning(request, find.name(), running(images, find.image()));
        }
        Optional<Event> files = FileAnswers.answer(images, ask, mailbox, cancellation);
        if (files.isPresent()) {
            return files.get();
        }
        Event answer = remote(images, ask, cancellation);
        images.updates().allowance().ifPresent(allowance -> mailbox.post(new Event.AllowanceHeard(allowance)));
        return answer;
    }

    private static List<String> running(ImageService images, ImageId image) {
        return images.containers().list(ContainerListRequest.RUNNING).stream()
                .filter(container -> container.imageId().filter(image::equals).isPresent())
                .map(container -> container.names().isEmpty() ? container.id() : container.names().get(0)).toList();
    }

    private Event remote(ImageService images, Effect.Ask ask, Cancellation cancellation) {
        long request = ask.request();
        if (ask instanceof Effect.Search search) {
            return new Event.SearchDone(request, images.search(search.what(), cancellation));
        }
        if (ask instanceof Effect.ListTags tags) {
            return new Event.TagsListed(request, images.tags(new TagsRequest(tags.repository(), 0), cancellation));
        }
        if (ask instanceof Effect.OfferTags tags) {
            return new Event.TagsListed(request, images.tags(new TagsRequest(tags.repository(), 0), cancellation));
        }
        if (ask instanceof Effect.Describe describe) {
            return new Event.Described(request, images.describe(describe.reference(), cancellation));
        }
        if (ask instanceof Effect.CheckUpdates) {
            return new Event.UpdatesKnown(request, images.updates().check(List.of(), heard -> mailbox.post(
                    new Event.UpdateHeard(request, heard.status(), heard.done(), heard.total())), cancellation), true);
        }
        Effect.PlanPull plan = (Effect.PlanPull) ask;
        return new Event.PullPlanned(request, images.plan(plan.what(), cancellation));
    }

    private Event log(ImageService images, Effect.ReadLog read, Cancellation cancellation) {
        LogsRequest what = new LogsRequest(read.container(), true, Optional.of(LOG_TAIL), Optional.empty(),
                Optional.empty(), false, false);
        ContainerStreams streams = new ContainerStreams(Optional.empty(), pieces(read), pieces(read),
                Optional.empty());
        images.containers().logs(what, streams, cancellation);
        return new Event.LogEnded(read.request());
    }

    /** Whether answering it may make something at an engine, which is taken away again at its end. */
    static boolean takesAway(Effect.Ask ask) {
        return ask instanceof Effect.ReadFiles || ask instanceof Effect.ViewFile;
    }

    /** One layer that cannot be unpacked hides the sizes of no others. */
    private Event measured(ImageService images, Effect.MeasureLayers measure, Cancellation cancellation) {
        try {
            return new Event.LayersMeasured(measure.request(), images.history(measure.image(),
                    rows -> mailbox.post(new Event.LayerMeasured(measure.request(), rows)), cancellation), Optional.empty());
        } catch (Failure e) {
            return new Event.LayersMeasured(measure.request(), images.steps(measure.image()), Optional.of(e));
        }
    }

    private TextOutput pieces(Effect.ReadLog read) {
        return new TextOutput(text -> mailbox.post(new Event.LogGrew(read.request(), text)));
    }

    /** The verb, for what went wrong without words of its own. */
    static String operation(Effect.Ask ask) {
        return switch (ask.getClass().getSimpleName()) {
            case "ListImages" -> "list images";
            case "ReadFiles", "ReadRemoteFiles", "MergeFiles", "MergeParts", "ArrangeFiles" -> "read the files";
            case "CompareImages", "CompareFiles" -> "compare";
            case "ViewFile" -> "read the file";
            case "ListRemoteLayers" -> "list the layers";
            case "LoadHistory", "MeasureLayers" -> "read the history";
            case "LoadDetails" -> "inspect";
            case "ListContainers" -> "list containers";
            case "ReadLog" -> "read the log";
            case "MeasureImages", "ReadUsage" -> "read the disk usage";
            case "ReadTrash", "ListUndo" -> "read the trash";
            case "PlanPrune" -> "plan the prune";
            case "PlanKeep" -> "apply the rule";
            case "ListPlaces" -> "list the places to work on";
            case "ListDirectory" -> "read the directory";
            case "ProbePlace" -> "reach";
            case "Search" -> "search";
            case "ListTags", "OfferTags" -> "list tags";
            case "LoadUpdates", "CheckUpdates" -> "look for updates";
            case "FindRunning" -> "list containers";
            case "Describe" -> "read the tag";
            case "PlanPull" -> "plan the pull";
            default -> "plan the removal";
        };
    }
}
