package dev.jimg.service.container;

/** One of the three streams that every process begins with. */
public enum StandardStream {
    IN,
    OUT,
    ERR
}
