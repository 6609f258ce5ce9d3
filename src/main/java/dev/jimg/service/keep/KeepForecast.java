package dev.jimg.service.keep;

import dev.jimg.service.RemovalPlan;

/**
 * What keeping to a rule would do to a backend's images.
 *
 * @param removal what taking away all that goes would do and free
 */
public record KeepForecast(KeepPlan plan, RemovalPlan removal) {}
