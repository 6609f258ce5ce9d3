package dev.jimg.template;

import java.nio.charset.StandardCharsets;

/** Where in a template something went wrong, in Go's words. */
final class Place {

    private final String text;
    private final String name;
    private Node node;

    /** @param name of the template that is applied, empty for the whole */
    Place(String text, String name) {
        this.text = text;
        this.name = name;
    }

    void at(Node newNode) {
        node = newNode;
    }

    TemplateException error(String message) {
        if (node == null) {
            return new TemplateException("template: : " + message);
        }
        String before = text.substring(0, Math.min(node.position(), text.length()));
        long line = before.chars().filter(c -> c == '\n').count() + 1;
        int column = before.substring(before.lastIndexOf('\n') + 1).getBytes(StandardCharsets.UTF_8).length;
        return new TemplateException("template: :" + line + ":" + column + ": executing " + Quoting.quote(name)
                + " at <" + node + ">: " + message);
    }
}
