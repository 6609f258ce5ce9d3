package dev.jimg.tui.run;

import dev.jimg.service.BackendChoice;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageService;
import dev.jimg.service.ListRequest;
import dev.jimg.service.PullResult;
import dev.jimg.service.RemovalResult;
import dev.jimg.service.ServiceOpener;
import dev.jimg.service.TagsRequest;
import dev.jimg.transfer.Cancellation;
import dev.jimg.tui.state.Effect;
import dev.jimg.tui.state.Event;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Does what the reducer asks for, on worker threads, and posts what comes of it. Every question is answered exactly
 * once, with its answer or with {@link Event.RequestFailed}; every transfer ends with exactly one final event.
 */
public final class EffectRunner implements AutoCloseable {

    private final Mailbox mailbox;
    private final ServiceHolder service;
    private final Workers workers = new Workers();
    private final Map<Long, Cancellation> cancellations = new ConcurrentHashMap<>();

    public EffectRunner(Mailbox mailbox, ServiceOpener opener, BackendChoice choice) {
        this.mailbox = mailbox;
        this.service = new ServiceHolder(opener, choice);
    }

    /** Opens the service, also after that failed, and hears of changes from then on. */
    public void open() {
        workers.run(() -> {
            try {
                ImageService opened = service.open();
                opened.subscribe(change -> mailbox.post(new Event.ImagesChanged()));
                mailbox.post(new Event.BackendOpened(opened.info()));
            } catch (RuntimeException | Error e) {
                mailbox.post(new Event.BackendFailed(Failures.of("open the image service", e)));
            }
        });
    }

    /** Does it. Effects on the terminal are not for this runner. */
    public void run(Effect effect) {
        if (effect instanceof Effect.Ask ask) {
            ask(ask);
        } else if (effect instanceof Effect.Forget forget) {
            cancel(forget.request());
        } else if (effect instanceof Effect.OpenService) {
            open();
        } else if (effect instanceof Effect.StartPull pull) {
            pull(pull);
        } else if (effect instanceof Effect.CancelTransfer stop) {
            cancel(stop.transfer());
        } else if (effect instanceof Effect.TagImage tag) {
            tag(tag);
        } else if (effect instanceof Effect.Remove remove) {
            remove(remove);
        }
    }

    /** Whether an answer is still to come. */
    public boolean busy() {
        return workers.busy();
    }

    /** Cancels what runs, and lets go of the service. */
    @Override
    public void close() {
        cancellations.values().forEach(Cancellation::cancel);
        service.close();
        workers.close();
    }

    private void ask(Effect.Ask ask) {
        workers.runLatest(ask.getClass(), () -> {
            Cancellation cancellation = new Cancellation();
            cancellations.put(ask.request(), cancellation);
            try {
                mailbox.post(answer(ask, cancellation));
            } catch (CancellationException e) {
                // Nobody waits for it any more.
            } catch (RuntimeException | Error e) {
                mailbox.post(new Event.RequestFailed(ask.request(), Failures.of(operation(ask), e)));
            } finally {
                cancellations.remove(ask.request());
            }
        });
    }

    private Event answer(Effect.Ask ask, Cancellation cancellation) {
        ImageService images = service.get();
        long request = ask.request();
        if (ask instanceof Effect.ListImages) {
            return new Event.ImagesListed(request, images.list(ListRequest.EVERYTHING), images.usage());
        }
        if (ask instanceof Effect.LoadHistory load) {
            return new Event.HistoryLoaded(request, images.history(load.image()));
        }
        if (ask instanceof Effect.LoadDetails load) {
            return new Event.DetailsLoaded(request, images.inspect(load.image()));
        }
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
        if (ask instanceof Effect.PlanPull plan) {
            return new Event.PullPlanned(request, images.plan(plan.what(), cancellation));
        }
        Effect.PlanRemoval plan = (Effect.PlanRemoval) ask;
        return new Event.RemovalPlanned(request, images.planRemoval(plan.what()));
    }

    private void pull(Effect.StartPull pull) {
        Cancellation cancellation = new Cancellation();
        long transfer = pull.transfer();
        cancellations.put(transfer, cancellation);
        workers.run(() -> {
            try {
                PullResult result = service.get().pull(pull.what(),
                        event -> mailbox.post(new Event.TransferMoved(transfer, event)), cancellation);
                mailbox.post(new Event.TransferDone(transfer, result));
            } catch (CancellationException e) {
                mailbox.post(new Event.TransferCancelled(transfer));
            } catch (RuntimeException | Error e) {
                mailbox.post(new Event.TransferFailed(transfer, Failures.of("pull", e)));
            } finally {
                cancellations.remove(transfer, cancellation);
            }
        });
    }

    private void tag(Effect.TagImage tag) {
        workers.run(() -> {
            try {
                service.get().tag(tag.image(), tag.target());
                mailbox.post(new Event.Tagged(tag.image(), tag.target()));
            } catch (RuntimeException | Error e) {
                mailbox.post(new Event.ActionFailed(Failures.of("tag", e)));
            }
        });
    }

    private void remove(Effect.Remove remove) {
        workers.run(() -> {
            try {
                RemovalResult result = service.get().remove(remove.what());
                mailbox.post(new Event.Removed(result));
            } catch (RuntimeException | Error e) {
                mailbox.post(new Event.ActionFailed(Failures.of("remove", e)));
            }
        });
    }

    /** Runs what breaks the wait of the operation beside the loop, for it may close a socket. */
    private void cancel(long id) {
        Cancellation cancellation = cancellations.get(id);
        if (cancellation != null) {
            workers.run(cancellation::cancel);
        }
    }

    private static String operation(Effect.Ask ask) {
        return switch (ask.getClass().getSimpleName()) {
            case "ListImages" -> "list images";
            case "LoadHistory" -> "read the history";
            case "LoadDetails" -> "inspect";
            case "Search" -> "search";
            case "ListTags", "OfferTags" -> "list tags";
            case "Describe" -> "read the tag";
            case "PlanPull" -> "plan the pull";
            default -> "plan the removal";
        };
    }
}
