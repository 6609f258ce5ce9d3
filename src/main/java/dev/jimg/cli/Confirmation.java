package dev.jimg.cli;

import java.io.IOException;
import java.io.InputStream;

/** A question before something is deleted. */
final class Confirmation {

    private Confirmation() {}

    /**
     * Asks, on a line that the answer ends.
     *
     * @param before what the line begins with
     * @return whether the answer is {@code y}, the one that docker takes for yes
     */
    static boolean asked(Console console, String before) {
        console.out().print(before + "Are you sure you want to continue? [y/N] ").flush();
        return readLine(console.in()).strip().equalsIgnoreCase("y");
    }

    /** One line and not a byte more: what follows is for whoever reads the same input next. */
    private static String readLine(InputStream in) {
        StringBuilder line = new StringBuilder();
        try {
            for (int read = in.read(); read >= 0 && read != '\n'; read = in.read()) {
                line.append((char) read);
            }
        } catch (IOException e) {
            return "";
        }
        return line.toString();
    }
}
