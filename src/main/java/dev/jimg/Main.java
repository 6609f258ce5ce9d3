package dev.jimg;

/** Reads the arguments and opens the screen or runs a command. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.out.println("jimg-tui");
    }
}
