package com.osmtalk.voice;

/** What every agent says in situations that its owner has not scripted: silence, faults, a transfer. English only. */
final class StandardPhrases {
    static final String STILL_THERE = "Are you still there?";
    static final String NOTHING_HEARD = "I can't hear you, so I will hang up now. Goodbye.";
    static final String MOMENT_PLEASE = "I am sorry, one moment please.";
    static final String TECHNICAL_PROBLEM = "I am sorry, I have a technical problem and must end this call. Goodbye.";
    static final String HOLD_ON = "One moment please, I am putting you through.";
    static final String NOBODY_REACHED =
            "I am sorry, I could not reach anybody just now. Is there something I can help you with instead?";
    static final String NO_TRANSFER = "I am sorry, I can't put you through to a person.";
    static final String GOODBYE = "Thank you for your time. Goodbye.";

    private StandardPhrases() {}
}
