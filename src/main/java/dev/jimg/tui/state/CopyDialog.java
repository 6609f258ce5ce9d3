package dev.jimg.tui.state;

import dev.jimg.oci.Reference;
import java.util.ArrayList;
import java.util.List;

/** What of an image can be copied to the clipboard, a key for each. */
public record CopyDialog(List<Item> items) implements Dialog {

    /** @param label a key of the catalogue */
    public record Item(String key, String label, String text) {}

    public CopyDialog {
        items = List.copyOf(items);
    }

    static Update open(AppState state, ImageRow row) {
        List<Item> items = new ArrayList<>();
        items.add(new Item("i", "copy.id", row.image().id().toString()));
        row.tag().ifPresent(name -> items.add(new Item("r", "copy.reference", name.familiar())));
        row.image().digests().stream().filter(name -> row.tag().isEmpty()
                        || name.familiarName().equals(row.tag().get().familiarName())).findFirst()
                .map(Reference::familiar).ifPresent(name -> items.add(new Item("d", "copy.digest", name)));
        row.tag().ifPresent(name -> items.add(new Item("p", "copy.pull", "docker pull " + name.familiar())));
        return Update.of(state.open(new CopyDialog(items)));
    }

    @Override
    public Update key(AppState state, String key) {
        for (Item item : items) {
            if (item.key().equals(key)) {
                return Update.of(state.closeDialog().say(Notice.Severity.DONE, Text.of("copy.done", item.text())),
                        new Effect.Copy(item.text()));
            }
        }
        return Update.of(key.equals("esc") || key.equals("q") || key.equals("y") ? state.closeDialog() : state);
    }

    @Override
    public List<Hint> hints() {
        return List.of(new Hint("esc", "dialog.close"));
    }
}
