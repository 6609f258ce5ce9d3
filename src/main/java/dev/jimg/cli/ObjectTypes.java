package dev.jimg.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jimg.service.ObjectType;
import java.util.function.BiFunction;

/**
 * Which type docker's client has for what is inspected. Objects of a swarm and plugins are shown as the engine tells
 * them.
 */
final class ObjectTypes {

    private ObjectTypes() {}

    static BiFunction<GoTypes, JsonNode, Object> of(ObjectType type) {
        return switch (type) {
            case CONTAINER -> ContainerType::of;
            case IMAGE -> ImageType::of;
            case NETWORK -> NetworkType::of;
            case VOLUME -> NetworkType::volume;
            default -> GoTypes::untyped;
        };
    }
}
