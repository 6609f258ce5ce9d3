package dev.jimg.registry;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import okhttp3.HttpUrl;

/** The {@code Link: <…>; rel="next"} of lists in pages (RFC 8288; distribution spec, «Content Discovery»). */
final class LinkHeader {

    private LinkHeader() {}

    /** @param page the URL the answer came from, which a relative link is resolved against */
    static Optional<HttpUrl> next(List<String> headers, HttpUrl page) {
        for (String header : headers) {
            int at = 0;
            while (true) {
                int open = header.indexOf('<', at);
                int close = header.indexOf('>', open + 1);
                if (open < 0 || close < 0) {
                    break;
                }
                int following = header.indexOf('<', close);
                String parameters = header.substring(close + 1, following < 0 ? header.length() : following);
                if (isNext(parameters)) {
                    return Optional.ofNullable(page.resolve(header.substring(open + 1, close)));
                }
                at = close + 1;
            }
        }
        return Optional.empty();
    }

    private static boolean isNext(String parameters) {
        String text = parameters.toLowerCase(Locale.ROOT).replace(" ", "").replace("\"", "");
        return text.contains(";rel=next");
    }
}
