package dev.jimg.inflate;

import java.util.zip.DataFormatException;

/** The ways in which data is no deflate data, in zlib's words. */
enum Fault {

    BLOCK_TYPE("invalid block type"),
    STORED_LENGTHS("invalid stored block lengths"),
    SYMBOL_COUNT("too many length or distance symbols"),
    CODE_LENGTHS("invalid code lengths set"),
    REPEAT("invalid bit length repeat"),
    NO_END("invalid code -- missing end-of-block"),
    LENGTHS("invalid literal/lengths set"),
    DISTANCES("invalid distances set"),
    LENGTH_CODE("invalid literal/length code"),
    DISTANCE_CODE("invalid distance code"),
    TOO_FAR("invalid distance too far back");

    private final String words;

    Fault(String words) {
        this.words = words;
    }

    DataFormatException exception() {
        return new DataFormatException(words);
    }
}
