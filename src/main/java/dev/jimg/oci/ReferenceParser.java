package dev.jimg.oci;

import java.util.Optional;

/**
 * Reads a reference by the grammar of distribution/reference, from the right: digest, tag, then domain and path.
 * By hand, because a regular expression costs start-up time and could not name the rule that was broken.
 */
final class ReferenceParser {

    private static final int MAX_PATH = 255;
    private static final int MAX_TAG = 128;
    private static final int ID_LENGTH = 64;

    private final String text;

    ReferenceParser(String text) {
        this.text = text;
    }

    Reference parse() {
        if (text.isEmpty()) {
            throw invalid("it is empty");
        }
        if (text.length() == ID_LENGTH && Digest.isLowerHex(text)) {
            throw new MalformedException("invalid repository name (" + text
                    + "), cannot specify 64-byte hexadecimal strings");
        }
        String rest = text;
        Optional<Digest> digest = Optional.empty();
        int at = rest.indexOf('@');
        if (at >= 0) {
            digest = Optional.of(parseDigest(rest.substring(at + 1)));
            rest = rest.substring(0, at);
        }
        Optional<String> tag = Optional.empty();
        int colon = rest.lastIndexOf(':');
        if (colon > rest.lastIndexOf('/') && colon >= 0) {
            tag = Optional.of(rest.substring(colon + 1));
            rest = rest.substring(0, colon);
            if (!isTag(tag.get())) {
                throw invalid("\"" + tag.get() + "\" is no tag (1 to 128 of A-Z a-z 0-9 _ . -, not first . or -)");
            }
        }
        return named(rest, tag, digest);
    }

    static void checkTag(String tag) {
        if (!isTag(tag)) {
            throw new MalformedException("invalid tag \"" + tag + "\": wants 1 to 128 of A-Z a-z 0-9 _ . -,"
                    + " not beginning with . or -");
        }
    }

    private Reference named(String name, Optional<String> tag, Optional<Digest> digest) {
        int slash = name.indexOf('/');
        String first = slash < 0 ? "" : name.substring(0, slash);
        boolean hasDomain = slash >= 0 && looksLikeDomain(first);
        String domain = hasDomain ? first : Reference.HUB;
        String path = hasDomain ? name.substring(slash + 1) : name;
        if (domain.equals("index.docker.io")) {
            domain = Reference.HUB;
        }
        if (!isDomain(domain)) {
            throw invalid("\"" + domain + "\" is no host name or host:port");
        }
        if (domain.equals(Reference.HUB) && path.indexOf('/') < 0) {
            path = Reference.OFFICIAL + path;
        }
        checkPath(path);
        if (path.length() > MAX_PATH) {
            throw new MalformedException("invalid reference \"" + text + "\": repository name must not be more than "
                    + MAX_PATH + " characters");
        }
        return new Reference(domain, path, tag, digest);
    }

    /** A first component is a host if it could not be the namespace of a Hub repository. */
    static boolean looksLikeDomain(String first) {
        return first.indexOf('.') >= 0 || first.indexOf(':') >= 0 || first.equals("localhost") || hasUpper(first);
    }

    private void checkPath(String path) {
        if (hasUpper(path)) {
            throw new MalformedException(
                    "invalid reference format: repository name (" + path + ") must be lowercase");
        }
        int from = 0;
        while (from <= path.length()) {
            int slash = path.indexOf('/', from);
            int end = slash < 0 ? path.length() : slash;
            if (!isPathComponent(path, from, end)) {
                throw invalid("\"" + path.substring(from, end) + "\" is no part of a repository name");
            }
            from = end + 1;
        }
    }

    /** {@code alnum+ (separator alnum+)*} where a separator is one of . _ __ or any number of -. */
    private static boolean isPathComponent(String path, int from, int end) {
        int i = from;
        while (true) {
            int start = i;
            while (i < end && isLowerAlnum(path.charAt(i))) {
                i++;
            }
            if (i == start) {
                return false;
            }
            if (i == end) {
                return true;
            }
            int afterSeparator = skipSeparator(path, i, end);
            if (afterSeparator == i) {
                return false;
            }
            i = afterSeparator;
        }
    }

    private static int skipSeparator(String path, int i, int end) {
        char c = path.charAt(i);
        if (c == '.') {
            return i + 1;
        }
        if (c == '_') {
            return i + 1 < end && path.charAt(i + 1) == '_' ? i + 2 : i + 1;
        }
        int next = i;
        while (next < end && path.charAt(next) == '-') {
            next++;
        }
        return next;
    }

    private static boolean isDomain(String domain) {
        String host = domain;
        int colon = domain.lastIndexOf(':');
        if (colon > domain.lastIndexOf(']')) {
            if (!isPort(domain.substring(colon + 1))) {
                return false;
            }
            host = domain.substring(0, colon);
        }
        if (host.startsWith("[")) {
            return host.endsWith("]") && isIpv6(host.substring(1, host.length() - 1));
        }
        for (String label : host.split("\\.", -1)) {
            if (!isDomainLabel(label)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDomainLabel(String label) {
        if (label.isEmpty() || label.charAt(0) == '-' || label.charAt(label.length() - 1) == '-') {
            return false;
        }
        for (int i = 0; i < label.length(); i++) {
            char c = label.charAt(i);
            if (!isAlnum(c) && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isIpv6(String address) {
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            boolean hex = c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
            if (!hex && c != ':') {
                return false;
            }
        }
        return !address.isEmpty();
    }

    private static boolean isPort(String port) {
        for (int i = 0; i < port.length(); i++) {
            if (port.charAt(i) < '0' || port.charAt(i) > '9') {
                return false;
            }
        }
        return !port.isEmpty();
    }

    static boolean isTag(String tag) {
        if (tag.isEmpty() || tag.length() > MAX_TAG || tag.charAt(0) == '.' || tag.charAt(0) == '-') {
            return false;
        }
        for (int i = 0; i < tag.length(); i++) {
            char c = tag.charAt(i);
            if (!isAlnum(c) && c != '_' && c != '.' && c != '-') {
                return false;
            }
        }
        return true;
    }

    private Digest parseDigest(String digest) {
        try {
            return Digest.parse(digest);
        } catch (MalformedException e) {
            throw new MalformedException("invalid reference format: " + e.getMessage(), e);
        }
    }

    private static boolean hasUpper(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 'A' && text.charAt(i) <= 'Z') {
                return true;
            }
        }
        return false;
    }

    private static boolean isAlnum(char c) {
        return isLowerAlnum(c) || c >= 'A' && c <= 'Z';
    }

    private static boolean isLowerAlnum(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
    }

    private MalformedException invalid(String why) {
        return new MalformedException("invalid reference format: \"" + text + "\": " + why);
    }
}
