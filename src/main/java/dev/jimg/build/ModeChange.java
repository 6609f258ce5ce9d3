package dev.jimg.build;

import dev.jimg.build.BuildException.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code --chmod} says: an octal number, or clauses as chmod(1) reads them ({@code u=rwX,go=rX}), which go by the
 * mode that a file has. There is no umask.
 */
final class ModeChange {

    private static final int MAX_MODE = 07777;
    private static final int SET_USER = 04000;
    private static final int SET_GROUP = 02000;
    private static final int STICKY = 01000;
    private static final int ANY_EXECUTE = 0111;

    /**
     * One operation on one set of bits.
     *
     * @param who bits that it may change
     * @param permissions letters of {@code rwxXstugo}
     */
    private record Clause(int who, char operator, String permissions) {}

    private final int absolute;
    private final List<Clause> clauses;

    private ModeChange(int absolute, List<Clause> clauses) {
        this.absolute = absolute;
        this.clauses = List.copyOf(clauses);
    }

    /** @throws BuildException INVALID if it is neither */
    static ModeChange parse(String text) {
        if (!text.isEmpty() && Character.isDigit(text.charAt(0))) {
            try {
                int mode = Integer.parseInt(text, 8);
                if (mode <= MAX_MODE) {
                    return new ModeChange(mode, List.of());
                }
            } catch (NumberFormatException e) {
                // Said below.
            }
            throw new BuildException(Kind.INVALID, "invalid chmod parameter: '" + text
                    + "'. it should be octal string and between 0 and 07777", "");
        }
        List<Clause> clauses = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            addClauses(part, text, clauses);
        }
        return new ModeChange(-1, clauses);
    }

    /** {@code ug+rw-x}: who, then as many operations as there are. */
    private static void addClauses(String part, String text, List<Clause> clauses) {
        int at = 0;
        int who = 0;
        while (at < part.length() && "ugoa".indexOf(part.charAt(at)) >= 0) {
            who |= switch (part.charAt(at++)) {
                case 'u' -> SET_USER | 0700;
                case 'g' -> SET_GROUP | 0070;
                case 'o' -> 0007;
                default -> SET_USER | SET_GROUP | 0777;
            };
        }
        if (at == part.length()) {
            throw syntax(text);
        }
        int bits = who == 0 || (who & 0777) == 0777 ? MAX_MODE : who | STICKY;
        while (at < part.length()) {
            char operator = part.charAt(at++);
            int end = at;
            while (end < part.length() && "rwxXstugo".indexOf(part.charAt(end)) >= 0) {
                end++;
            }
            boolean known = "+-=".indexOf(operator) >= 0;
            if (!known || end < part.length() && "+-=".indexOf(part.charAt(end)) < 0) {
                throw syntax(text);
            }
            clauses.add(new Clause(bits, operator, part.substring(at, end)));
            at = end;
        }
    }

    /** @param before the mode without the bits that say the type */
    int apply(int before, boolean directory) {
        if (absolute >= 0) {
            return absolute;
        }
        int mode = before;
        for (Clause clause : clauses) {
            int wanted = bits(clause, mode, directory || (before & ANY_EXECUTE) != 0) & clause.who();
            mode = switch (clause.operator()) {
                case '+' -> mode | wanted;
                case '-' -> mode & ~wanted;
                // Where nobody asks for it, the sticky bit stays.
                default -> mode & ~(clause.who() & ~STICKY) | wanted;
            };
        }
        return mode;
    }

    private static int bits(Clause clause, int mode, boolean executable) {
        int bits = 0;
        for (char letter : clause.permissions().toCharArray()) {
            bits |= switch (letter) {
                case 'r' -> 0444;
                case 'w' -> 0222;
                case 'x' -> ANY_EXECUTE;
                case 'X' -> executable ? ANY_EXECUTE : 0;
                case 's' -> (clause.who() & 0770) == 0 ? 0 : SET_USER | SET_GROUP;
                case 't' -> (clause.who() & 0770) == 0 ? 0 : STICKY;
                case 'u' -> (mode >> 6 & 7) * 0111;
                case 'g' -> (mode >> 3 & 7) * 0111;
                default -> (mode & 7) * 0111;
            };
        }
        return bits;
    }

    private static BuildException syntax(String text) {
        return new BuildException(Kind.INVALID, "invalid chmod parameter: '" + text + "'. invalid syntax", "");
    }
}
