package dev.jimg.template;

import java.util.ArrayList;
import java.util.List;

/** The variables that are known at a place of a template, the innermost last. */
final class Variables {

    private record Variable(String name, Object value) {}

    private final List<Variable> stack = new ArrayList<>();

    Variables(Object root) {
        declare("$", root);
    }

    void declare(String name, Object value) {
        stack.add(new Variable(name, value));
    }

    /** @return whether there is such a variable */
    boolean assign(String name, Object value) {
        for (int i = stack.size() - 1; i >= 0; i--) {
            if (stack.get(i).name().equals(name)) {
                stack.set(i, new Variable(name, value));
                return true;
            }
        }
        return false;
    }

    Object get(String name) {
        for (int i = stack.size() - 1; i >= 0; i--) {
            if (stack.get(i).name().equals(name)) {
                return stack.get(i).value();
            }
        }
        return null;
    }

    int mark() {
        return stack.size();
    }

    void backTo(int mark) {
        stack.subList(mark, stack.size()).clear();
    }
}
