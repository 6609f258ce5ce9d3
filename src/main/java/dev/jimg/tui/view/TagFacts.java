package dev.jimg.tui.view;

import dev.jimg.oci.Platform;
import dev.jimg.service.RemoteImage;
import dev.jimg.text.HumanSize;
import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.TagsTab;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;
import java.util.List;

/** What the registry says of the selected tag: digest, platforms, size, age. */
final class TagFacts {

    private TagFacts() {}

    static void draw(AppState state, Area area, Look look) {
        TagsTab tab = state.detail().tags();
        String tag = tab.selected().orElse("");
        area.hline(0, 0, area.width(), "─", look.theme().frame());
        Area facts = area.sub(0, 1, area.width(), area.height() - 1);
        TagsTab.Detail detail = tab.details().get(tag);
        if (detail == null) {
            facts.text(0, 0, look.say("tags.asking-tag", tag), look.theme().dim());
        } else if (detail.failure().isPresent()) {
            Paragraphs.write(detail.failure().get(), facts, look);
        } else {
            detail.image().ifPresent(image -> facts(image, state, facts, look));
        }
    }

    private static void facts(RemoteImage image, AppState state, Area area, Look look) {
        Facts facts = new Facts(area, List.of("fact.digest", "fact.platforms", "fact.size", "fact.created"), look);
        facts.add("fact.digest", image.digest().toString(), look.theme().text());
        facts.add("fact.platforms", platforms(image, facts.room(), look), look.theme().text());
        TagsView.own(image).ifPresentOrElse(
                own -> facts.add("fact.size", own.size() < 0 ? "—"
                        : look.say("tags.size", HumanSize.inList(own.size()), own.platform()), look.theme().text()),
                () -> facts.add("fact.size", look.say("tags.no-image", Platform.local()), look.theme().warning()));
        facts.add("fact.created", image.created().map(when -> Ages.ago(when, state.now(), look)).orElse("—"),
                look.theme().text());
    }

    /** As many as there is room for, and how many more there are. */
    private static String platforms(RemoteImage image, int room, Look look) {
        List<String> names = image.variants().stream().map(variant -> variant.platform().toString()).distinct()
                .toList();
        String all = String.join("  ", names);
        for (int shown = names.size() - 1; shown > 0 && CellText.width(all) > room; shown--) {
            all = String.join("  ", names.subList(0, shown)) + "  "
                    + look.say("tags.more-platforms", names.size() - shown);
        }
        return all;
    }
}
