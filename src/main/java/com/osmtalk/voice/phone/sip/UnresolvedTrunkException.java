package com.osmtalk.voice.phone.sip;

/** DNS gives no address for a trunk's host. */
public final class UnresolvedTrunkException extends Exception {
    private static final long serialVersionUID = 1;

    private final String sentence;
    private final String whatToDo;

    /** Both for {@code phone check}; the message, for the call's log, is both. */
    UnresolvedTrunkException(String sentence, String whatToDo) {
        super(sentence + " " + whatToDo);
        this.sentence = sentence;
        this.whatToDo = whatToDo;
    }

    /** When it is the host that must be wrong. */
    static UnresolvedTrunkException mistaken(String sentence) {
        return new UnresolvedTrunkException(sentence, "Look for a mistake in the trunk's host.");
    }

    String sentence() {
        return sentence;
    }

    String whatToDo() {
        return whatToDo;
    }
}
