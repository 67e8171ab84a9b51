package com.osmtalk.numbering;

/** A text is no telephone number; the message is a sentence for the person who wrote it. */
public final class UnusableNumberException extends Exception {
    private static final long serialVersionUID = 1;

    UnusableNumberException(String sentence) {
        super(sentence);
    }

    /** What the text must be and why it is not, to follow the name of a field: {@code must be a phone number …}. */
    public String requirement() {
        String sentence = getMessage();
        return "must be a phone number with its country code: " + Character.toLowerCase(sentence.charAt(0))
                + sentence.substring(1);
    }
}
