package dev.jimg.service;

import java.util.Map;

/**
 * What stands behind the service.
 *
 * @param context the docker context that leads there; empty if none does
 * @param location a path or a URL, without credentials
 * @param product what answers there, with its version: {@code OCI image layout}, {@code Docker 28.2}
 * @param reason why this one was chosen, a phrase: {@code JIMG_STORE is set}
 * @param details more to know, in order, for {@code info}
 */
public record BackendInfo(Kind kind, String context, String location, String product, String reason,
        Map<String, String> details) {

    public BackendInfo(Kind kind, String location, String product, String reason, Map<String, String> details) {
        this(kind, "", location, product, reason, details);
    }

    public enum Kind { STORE, DOCKER, PODMAN }
}
