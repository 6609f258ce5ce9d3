package dev.jimg.backend.shared;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jimg.service.diff.ConfigField;
import dev.jimg.service.diff.ConfigItem;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * What a config says, one by one. An image config as it is stored and the object that an engine answers with have the
 * same names, but for the case of the outer ones.
 */
final class ConfigItems {

    private ConfigItems() {}

    /** Of an image config (OCI image spec, «Image Configuration»). */
    static List<ConfigItem> ofConfig(JsonNode document) {
        return read(document, document.path("config"), "os", "architecture", "variant", "created", "author");
    }

    /** Of what {@code docker image inspect} prints. */
    static List<ConfigItem> ofInspect(JsonNode object) {
        return read(object, object.path("Config"), "Os", "Architecture", "Variant", "Created", "Author");
    }

    private static List<ConfigItem> read(JsonNode document, JsonNode config, String os, String architecture,
            String variant, String created, String author) {
        List<ConfigItem> items = new ArrayList<>();
        text(items, ConfigField.OS, document.path(os).asText(""));
        String kind = document.path(variant).asText("");
        text(items, ConfigField.ARCHITECTURE, document.path(architecture).asText("") + (kind.isEmpty() ? "" : "/" + kind));
        text(items, ConfigField.CREATED, moment(document.path(created).asText("")));
        text(items, ConfigField.AUTHOR, document.path(author).asText(""));
        for (ConfigField field : new ConfigField[] {ConfigField.USER, ConfigField.WORKING_DIR, ConfigField.STOP_SIGNAL}) {
            text(items, field, config.path(field.label()).asText(""));
        }
        for (ConfigField field : new ConfigField[] {ConfigField.ENTRYPOINT, ConfigField.CMD, ConfigField.SHELL,
                ConfigField.HEALTHCHECK, ConfigField.ON_BUILD}) {
            JsonNode value = config.path(field.label());
            text(items, field, value.isEmpty() ? value.asText("") : value.toString());
        }
        for (JsonNode variable : config.path(ConfigField.ENV.label())) {
            int equals = variable.asText().indexOf('=');
            items.add(equals < 0 ? new ConfigItem(ConfigField.ENV, variable.asText(), "")
                    : new ConfigItem(ConfigField.ENV, variable.asText().substring(0, equals),
                            variable.asText().substring(equals + 1)));
        }
        for (ConfigField field : new ConfigField[] {ConfigField.EXPOSED_PORTS, ConfigField.VOLUMES, ConfigField.LABELS}) {
            config.path(field.label()).properties().forEach(
                    entry -> items.add(new ConfigItem(field, entry.getKey(), entry.getValue().asText(""))));
        }
        return items;
    }

    private static void text(List<ConfigItem> items, ConfigField field, String value) {
        if (!value.isEmpty()) {
            items.add(new ConfigItem(field, "", value));
        }
    }

    /** An engine writes the same moment in another zone, or without its last zeros. */
    private static String moment(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant().toString();
        } catch (DateTimeException e) {
            return text;
        }
    }
}
