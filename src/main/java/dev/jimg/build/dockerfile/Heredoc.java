package dev.jimg.build.dockerfile;

/**
 * A here-document of RUN, COPY or ADD: the lines up to a terminator.
 *
 * @param name the terminator, also the file name that COPY gives it
 * @param expand whether variables in it are replaced: not if a part of the name was quoted
 * @param chomp whether leading tabs were taken away ({@code <<-})
 * @param content every line with its line feed
 */
public record Heredoc(String name, boolean expand, boolean chomp, String content) {}
