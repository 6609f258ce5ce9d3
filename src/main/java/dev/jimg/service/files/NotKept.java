package dev.jimg.service.files;

/**
 * What was learned of layers could not be remembered.
 *
 * @param place the directory that it was to be kept in
 * @param why the reason, without a full stop
 */
public record NotKept(String place, String why) {}
