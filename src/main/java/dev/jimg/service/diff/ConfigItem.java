package dev.jimg.service.diff;

/**
 * One thing that a config says.
 *
 * @param key which variable, label, port or volume; empty where there is only one value
 * @param value lists and objects as JSON; empty for what is merely there, as a port
 */
public record ConfigItem(ConfigField field, String key, String value) {}
