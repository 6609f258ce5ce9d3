/**
 * What both backends need: the registry's side (browsing, resolving, logins), docker's filters and times, work in
 * parallel, and in {@code ServiceBase} what their image services do in the same way. Errors of the parts below become
 * {@link dev.jimg.service.Failure} in one place, {@code Failures}.
 */
package dev.jimg.backend.shared;
