package dev.jimg.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jimg.config.Credentials;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The X-Registry-Auth header: who one is at a registry, told to the engine for one request (Engine API, «Authentication»). */
final class RegistryAuth {

    static final String HEADER = "X-Registry-Auth";

    /** An empty object: no credentials. */
    static final String NOBODY = "e30=";

    private RegistryAuth() {}

    static String value(String registry, Credentials credentials) {
        return Base64.getUrlEncoder()
                .encodeToString(json(registry, credentials).toString().getBytes(StandardCharsets.UTF_8));
    }

    static ObjectNode json(String registry, Credentials credentials) {
        ObjectNode json = EngineJson.MAPPER.createObjectNode();
        switch (credentials.kind()) {
            case PASSWORD -> json.put("username", credentials.user()).put("password", credentials.secret());
            case IDENTITY_TOKEN -> json.put("username", credentials.user()).put("identitytoken", credentials.secret());
            case REGISTRY_TOKEN -> json.put("registrytoken", credentials.secret());
        }
        return json.put("serveraddress", registry);
    }
}
