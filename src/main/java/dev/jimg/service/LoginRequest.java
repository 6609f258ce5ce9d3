package dev.jimg.service;

/**
 * Who wants to be known at a registry. {@code toString} shows no password.
 *
 * @param server as {@link RegistryLogins} has it
 */
public record LoginRequest(String server, String user, String password) {

    @Override
    public String toString() {
        return "LoginRequest[" + server + ", " + user + ", ***]";
    }
}
