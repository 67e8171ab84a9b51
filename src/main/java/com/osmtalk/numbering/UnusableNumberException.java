package com.osmtalk.numbering;

/** A text is no telephone number; the message is a sentence for the person who wrote it. */
public final class UnusableNumberException extends Exception {
    UnusableNumberException(String sentence) {
        super(sentence);
    }
}
