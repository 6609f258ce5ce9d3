package dev.jimg.tui.state;

/**
 * A text that a regular expression may look at only so often: some expressions need longer than anyone waits, and a key
 * must be answered.
 */
final class BoundedText implements CharSequence {

    /** The expression took too long. */
    static final class TooSlow extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooSlow() {
            super(null, null, false, false);
        }
    }

    private static final int LOOKS = 20_000;

    private final CharSequence text;
    private final int[] left;

    BoundedText(CharSequence text) {
        this(text, new int[] {LOOKS});
    }

    private BoundedText(CharSequence text, int[] left) {
        this.text = text;
        this.left = left;
    }

    @Override
    public char charAt(int index) {
        if (--left[0] < 0) {
            throw new TooSlow();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new BoundedText(text.subSequence(start, end), left);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
