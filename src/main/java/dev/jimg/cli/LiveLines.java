package dev.jimg.cli;

import java.util.List;

/** Lines at the end of a terminal that are redrawn in place. */
final class LiveLines {

    private LiveLines() {}

    /**
     * What makes some lines of others, with the cursor below both: one write, of the lines that differ only.
     *
     * @param drawn what stands there now, none of it wrapped
     */
    static String redrawn(List<String> drawn, List<String> lines) {
        StringBuilder frame = new StringBuilder();
        if (lines.equals(drawn)) {
            return "";
        }
        if (!drawn.isEmpty()) {
            frame.append("\u001b[").append(drawn.size()).append('A');
        }
        boolean again = lines.size() != drawn.size();
        if (again && !drawn.isEmpty()) {
            frame.append("\r\u001b[J");
        }
        for (int i = 0; i < lines.size(); i++) {
            if (again) {
                frame.append(lines.get(i));
            } else if (!lines.get(i).equals(drawn.get(i))) {
                frame.append('\r').append(lines.get(i)).append("\u001b[K");
            }
            frame.append('\n');
        }
        return frame.toString();
    }
}
