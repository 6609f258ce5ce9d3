package dev.jimg.shell;

import dev.jimg.service.BackendInfo;
import dev.jimg.text.SafeText;
import java.net.URI;
import java.util.Locale;

/** How the prompt names a backend. */
final class Prompts {

    private Prompts() {}

    /** {@code store}, {@code docker}, {@code podman@web-03}, or the name of the context. */
    static String place(BackendInfo info) {
        if (!info.context().isEmpty()) {
            return SafeText.line(info.context());
        }
        String kind = info.kind().name().toLowerCase(Locale.ROOT);
        String host = info.kind() == BackendInfo.Kind.STORE ? "" : host(info.location());
        return host.isEmpty() ? kind : kind + "@" + SafeText.line(host);
    }

    private static String host(String location) {
        try {
            String host = URI.create(location).getHost();
            return host == null ? "" : host;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
