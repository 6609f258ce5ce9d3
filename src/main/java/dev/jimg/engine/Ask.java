package dev.jimg.engine;

/**
 * What is asked of an engine, in words for its errors.
 *
 * @param operation the verb, in the infinitive
 * @param subject on what; empty if the operation says it all
 */
record Ask(String operation, String subject) {

    EngineException error(EngineException.Kind kind, String why, String advice) {
        return error(kind, why, advice, null);
    }

    /** Where the docker command would repeat the engine's words. */
    EngineException answered(EngineException.Kind kind, String why, String verbatim) {
        return new EngineException(kind, operation, subject, why, "", verbatim, null);
    }

    EngineException error(EngineException.Kind kind, String why, String advice, Throwable cause) {
        return new EngineException(kind, operation, subject, why, advice, cause);
    }
}
