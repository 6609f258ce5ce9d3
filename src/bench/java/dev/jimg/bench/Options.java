package dev.jimg.bench;

import dev.jimg.bench.image.Sizes;
import dev.jimg.bench.measure.BenchException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the command line asks for.
 *
 * @param only names of sections; empty for all
 * @param times how often the whole is done
 * @param markdown where the table goes besides
 * @param readme whether the README's section is written anew
 */
record Options(Sizes sizes, Set<String> only, int times, Optional<Path> markdown, boolean readme) {

    static final String USAGE = """
            Usage: ./install.sh bench [--quick] [--only SECTION,...] [--runs N] [--twice]
                                      [--markdown FILE] [--readme]

              --quick            small sizes and two runs: to see that everything works, not how fast
              --only SECTION     only these of: %s
              --runs N           runs of each contender, 5 if not said; who needs more than 8 s has 2
              --twice            all of it, and then all of it again: every cell of the table has both
              --markdown FILE    write the table there too, after every section
              --readme           put the table into README.md
            """;

    /** @throws BenchException for what is no option */
    static Options of(List<String> words) {
        Sizes sizes = words.contains("--quick") ? Sizes.QUICK : Sizes.FULL;
        Set<String> only = Set.of();
        Optional<Path> markdown = Optional.empty();
        int times = 1;
        boolean readme = false;
        for (Iterator<String> rest = words.iterator(); rest.hasNext();) {
            String word = rest.next();
            switch (word) {
                case "--quick" -> { }
                case "--readme" -> readme = true;
                case "--twice" -> times = 2;
                case "--only" -> only = Set.of(value(word, rest).split(","));
                case "--runs" -> sizes = sizes.withRuns(number(word, value(word, rest)));
                case "--markdown" -> markdown = Optional.of(Path.of(value(word, rest)));
                default -> throw new BenchException("unknown option " + word);
            }
        }
        return new Options(sizes, only, times, markdown, readme);
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new BenchException(option + " wants a value");
        }
        return rest.next();
    }

    private static int number(String option, String value) {
        if (!value.matches("[1-9]\\d{0,3}")) {
            throw new BenchException(option + " wants a number, not " + value);
        }
        return Integer.parseInt(value);
    }
}
