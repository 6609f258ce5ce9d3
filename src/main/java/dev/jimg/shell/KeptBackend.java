package dev.jimg.shell;

import dev.jimg.service.BackendChoice;
import dev.jimg.service.BackendInfo;
import dev.jimg.service.Copies;
import dev.jimg.service.ImageService;
import dev.jimg.service.Places;
import dev.jimg.service.ServiceOpener;
import java.util.Optional;

/**
 * The backend that the shell is on: opened with the first command that wants it, and open until the shell goes
 * elsewhere. A line that names another one for itself ({@code --store /x images}) has that one for as long as it runs.
 */
final class KeptBackend implements ServiceOpener, AutoCloseable {

    private final ServiceOpener opener;
    private BackendChoice choice;
    private ImageService kept;
    private BackendInfo info;

    KeptBackend(ServiceOpener opener, BackendChoice choice) {
        this.opener = opener;
        this.choice = choice;
    }

    @Override
    public synchronized ImageService open(BackendChoice wanted) {
        if (!wanted.equals(BackendChoice.AUTOMATIC)) {
            return opener.open(wanted);
        }
        if (kept == null) {
            enter(choice, opener.open(choice));
        }
        return kept;
    }

    @Override
    public synchronized void done(ImageService service) {
        if (service != kept) {
            opener.done(service);
        }
    }

    @Override
    public Places places() {
        return opener.places();
    }

    @Override
    public Copies copies(BackendChoice current) {
        return opener.copies(current.equals(BackendChoice.AUTOMATIC) ? choice() : current);
    }

    synchronized BackendChoice choice() {
        return choice;
    }

    /** What the shell is on; empty while nothing is open. */
    synchronized Optional<BackendInfo> info() {
        return Optional.ofNullable(info);
    }

    /**
     * Goes elsewhere.
     *
     * @throws dev.jimg.service.Failure if nothing is there; the shell then stays where it is
     */
    synchronized void use(BackendChoice wanted) {
        ImageService next = opener.open(wanted);
        close();
        enter(wanted, next);
    }

    private void enter(BackendChoice where, ImageService service) {
        info = service.info();
        choice = where;
        kept = service;
    }

    @Override
    public synchronized void close() {
        if (kept != null) {
            opener.done(kept);
            kept = null;
            info = null;
        }
    }
}
