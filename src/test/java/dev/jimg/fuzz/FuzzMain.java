package dev.jimg.fuzz;

import java.util.List;

/**
 * Feeds the lines their cases in a process of its own, so that its heap can be small:
 * {@code FuzzMain CASES [LINE [FIRST-CASE]]}. Prints a line of text for each; ends with 1 if a case did not hold.
 */
public final class FuzzMain {

    private FuzzMain() {}

    public static void main(String[] args) throws Exception {
        int cases = Integer.parseInt(args[0]);
        String only = args.length > 1 ? args[1] : "";
        int first = args.length > 2 ? Integer.parseInt(args[2]) : 0;
        boolean held = true;
        System.out.println("seed " + Cases.SEED + ", heap " + Runtime.getRuntime().maxMemory() / (1 << 20) + " MiB");
        List<FuzzLine> lines = FuzzLines.all();
        for (FuzzLine line : lines) {
            if (only.isEmpty() || line.name().equals(only)) {
                Cases.Outcome outcome = Cases.run(line, first, cases);
                System.out.println(outcome);
                held &= outcome.fault().isEmpty();
            }
        }
        for (FuzzLine line : lines) {
            line.close();
        }
        System.exit(held ? 0 : 1);
    }
}
