package dev.jimg.spelling;

import java.util.List;

/** The known word that a mistyped one was probably meant to be. */
public final class Nearest {

    private Nearest() {}

    /** The word with the fewest differences; empty where even that one differs in too much. */
    public static String to(String typed, List<String> words) {
        String best = "";
        int fewest = Math.max(1, typed.length() / 3) + 1;
        for (String word : words) {
            int differences = distance(typed, word);
            if (differences < fewest) {
                fewest = differences;
                best = word;
            }
        }
        return best;
    }

    /** Letters to insert, delete, replace, or exchange with their neighbour (Damerau, optimal string alignment). */
    static int distance(String a, String b) {
        int[] before = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replace = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replace, Math.min(last[j], row[j - 1]) + 1);
                boolean exchanged = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1);
                if (exchanged) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
            before = last;
            last = row;
        }
        return last[b.length()];
    }
}
