package dev.jimg.cli;

import dev.jimg.service.BackendInfo;
import dev.jimg.service.ImageService;
import dev.jimg.text.SafeText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code info}: which backend, where and why. */
final class InfoCommand implements Command {

    static final String SUMMARY = "Show which backend is used, where and why";

    @Override
    public Usage usage() {
        Flag format = Flag.text(OutputFormat.FLAG, 'f', "string", OutputFormat.OBJECT_HELP);
        return new Usage("[OPTIONS]", SUMMARY, "", List.of(), List.of(format), 0, 0);
    }

    @Override
    public int run(Invocation invocation) {
        String format = invocation.flags().text(OutputFormat.FLAG).orElse("");
        Map<String, String> facts = facts(invocation.service());
        if (format.equals(OutputFormat.JSON_WORD)) {
            invocation.out().line(json(facts));
        } else if (!format.isEmpty()) {
            invocation.out().line(new InspectFormat(format, invocation.console()).apply(json(facts)));
        } else {
            int widest = facts.keySet().stream().mapToInt(TextWidth::of).max().orElse(0);
            facts.forEach((name, value) -> invocation.out().line(
                    Table.pad(SafeText.line(name) + ":", widest + 2) + SafeText.line(value)));
        }
        return 0;
    }

    private static Map<String, String> facts(ImageService service) {
        BackendInfo info = service.info();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Version", Version.current());
        facts.put("Backend", switch (info.kind()) {
            case STORE -> "embedded store";
            case DOCKER -> "Docker engine";
            case PODMAN -> "Podman engine";
        });
        facts.put("Product", info.product());
        facts.put("Location", info.location());
        if (!info.context().isEmpty()) {
            facts.put("Context", info.context());
        }
        facts.put("Chosen because", info.reason());
        facts.putAll(info.details());
        facts.putAll(service.about());
        return facts;
    }

    private static String json(Map<String, String> facts) {
        StringBuilder json = new StringBuilder("{");
        facts.forEach((name, value) -> {
            json.append(json.length() > 1 ? "," : "");
            JsonText.quote(json, name);
            json.append(':');
            JsonText.quote(json, value);
        });
        return json.append('}').toString();
    }
}
