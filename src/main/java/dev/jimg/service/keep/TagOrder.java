package dev.jimg.service.keep;

import java.util.Comparator;

/** The order of tags as versions: {@code 1.10} is above {@code 1.9} above {@code 1.9-rc1}; numbers are above words. */
final class TagOrder {

    static final Comparator<String> HIGHEST_FIRST = (a, b) -> compare(b, a);

    private TagOrder() {}

    private static int compare(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            boolean digits = isDigit(a, i) && isDigit(b, j);
            int order;
            if (digits) {
                int endA = end(a, i);
                int endB = end(b, j);
                order = compareNumbers(a.substring(i, endA), b.substring(j, endB));
                i = endA;
                j = endB;
            } else {
                order = isDigit(a, i) != isDigit(b, j) ? Boolean.compare(isDigit(a, i), isDigit(b, j))
                        : Character.compare(a.charAt(i), b.charAt(j));
                i++;
                j++;
            }
            if (order != 0) {
                return order;
            }
        }
        int rest = Integer.compare(more(a, i), more(b, j));
        // 01 and 1 are the same number, but not the same tag.
        return rest != 0 ? rest : a.compareTo(b);
    }

    /** A version that goes on is higher, but not one that goes on as a forerunner of the other. */
    private static int more(String text, int from) {
        return from == text.length() ? 0 : text.charAt(from) == '-' ? -1 : 1;
    }

    /** By their length without leading zeros first: a build number may be longer than any type. */
    private static int compareNumbers(String a, String b) {
        String plainA = a.replaceFirst("^0+(?=.)", "");
        String plainB = b.replaceFirst("^0+(?=.)", "");
        int order = Integer.compare(plainA.length(), plainB.length());
        return order != 0 ? order : plainA.compareTo(plainB);
    }

    private static int end(String text, int start) {
        int end = start;
        while (end < text.length() && isDigit(text, end)) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(String text, int at) {
        return text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }
}
