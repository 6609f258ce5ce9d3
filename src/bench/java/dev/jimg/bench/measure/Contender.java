package dev.jimg.bench.measure;

/** Somebody who can do the work that is compared. */
public interface Contender {

    /** As it stands in the table. */
    String name();

    /** Makes the beginning the same as for every run before: a cold destination, nothing cached. Not timed. */
    void prepare();

    Sample run();

    /** The same under another name: where it is compared with itself. */
    default Contender as(String otherName) {
        return of(otherName, this::prepare, this::run);
    }

    /** Work that is done one way before each run, and another in it. */
    static Contender of(String name, Runnable prepare, Work work) {
        return new Contender() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void prepare() {
                prepare.run();
            }

            @Override
            public Sample run() {
                return work.run();
            }
        };
    }

    /** What is timed, by itself. */
    @FunctionalInterface
    interface Work {
        Sample run();
    }
}
