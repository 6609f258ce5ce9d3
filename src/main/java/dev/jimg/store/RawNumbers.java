package dev.jimg.store;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;

/**
 * Hands on numbers as the text that they are, so that those come out as they went in which no type of Java holds: an
 * exponent of ten digits is valid JSON. Numbers that fit a long stay numbers.
 */
final class RawNumbers extends JsonParserDelegate {

    private static final int MOST_DIGITS = 18;

    RawNumbers(JsonParser source) {
        super(source);
    }

    private boolean raw() {
        return isRaw(super.currentToken());
    }

    private boolean isRaw(JsonToken token) {
        try {
            return token == JsonToken.VALUE_NUMBER_FLOAT
                    || token == JsonToken.VALUE_NUMBER_INT && super.getTextLength() > MOST_DIGITS;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonToken shown(JsonToken token) {
        return isRaw(token) ? JsonToken.VALUE_EMBEDDED_OBJECT : token;
    }

    @Override
    public JsonToken nextToken() throws IOException {
        return shown(super.nextToken());
    }

    @Override
    public JsonToken currentToken() {
        return shown(super.currentToken());
    }

    @Override
    public int currentTokenId() {
        JsonToken token = currentToken();
        return token == null ? 0 : token.id();
    }

    @Override
    @SuppressWarnings("deprecation")
    public JsonToken getCurrentToken() {
        return currentToken();
    }

    @Override
    @SuppressWarnings("deprecation")
    public int getCurrentTokenId() {
        return currentTokenId();
    }

    @Override
    public boolean hasToken(JsonToken token) {
        return currentToken() == token;
    }

    @Override
    public boolean hasTokenId(int id) {
        return currentTokenId() == id;
    }

    /** The parser's own may look behind this one's back. */
    @Override
    public String nextFieldName() throws IOException {
        return nextToken() == JsonToken.FIELD_NAME ? currentName() : null;
    }

    @Override
    public Object getEmbeddedObject() throws IOException {
        return raw() ? new RawValue(getText()) : super.getEmbeddedObject();
    }
}
