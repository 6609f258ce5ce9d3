package dev.jimg.engine;

import okhttp3.HttpUrl;

/** Reads the addresses of engines, as {@code -H} and DOCKER_HOST hold them. */
public final class EngineAddress {

    private static final String OPERATION = "use the engine";
    private static final int PLAIN_PORT = 2375;

    private EngineAddress() {}

    /**
     * The plain way to an address: {@code unix://PATH}, {@code tcp://HOST[:PORT][/PATH]} or {@code http://…}. Connects
     * nothing.
     *
     * @throws EngineException INVALID if the text is no address; UNSUPPORTED for another scheme
     */
    public static Transport open(String address) {
        int end = address.indexOf("://");
        if (end < 0) {
            throw invalid(address, "it has no scheme");
        }
        String rest = address.substring(end + 3);
        return switch (address.substring(0, end)) {
            case "unix" -> unix(address, rest);
            case "tcp", "http" -> SocketTransport.tcp(url(rest), address);
            default -> throw new EngineException(EngineException.Kind.UNSUPPORTED, OPERATION, address,
                    address.substring(0, end) + ":// leads to no engine that this program knows", wanted(), null);
        };
    }

    private static Transport unix(String address, String path) {
        if (!path.startsWith("/")) {
            throw invalid(address, "the path of a socket starts with a /");
        }
        return SocketTransport.unix(path, address);
    }

    private static HttpUrl url(String rest) {
        HttpUrl url = HttpUrl.parse("http://" + rest);
        if (url == null || !url.username().isEmpty() || !url.password().isEmpty()) {
            throw invalid("tcp://…", "it is no host with a port");
        }
        boolean port = rest.split("/", 2)[0].matches(".*:[0-9]+");
        return port ? url : url.newBuilder().port(PLAIN_PORT).build();
    }

    private static EngineException invalid(String address, String why) {
        return new EngineException(EngineException.Kind.INVALID, OPERATION, address, why, wanted(), null);
    }

    private static String wanted() {
        return "An address is like unix:///var/run/docker.sock or tcp://127.0.0.1:2375.";
    }
}
