package com.osmtalk.server.cluster;

import com.osmtalk.api.PhoneNumber;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the server that holds a call, as it is stored on its way there.
 *
 * @param number of the note or question; absent where there is none
 * @param text the note, the answer, the keys, or what the person should know to whom the call is handed over
 * @param destination whom the call is handed over to
 */
record CallCommand(
        Kind kind,
        @Nullable Integer number,
        @Nullable String text,
        @Nullable PhoneNumber destination) {
    enum Kind {
        END,
        TRANSFER,
        NOTE,
        PRESS,
        ANSWER
    }

    /** Asks a server's own calls for it. */
    void giveTo(LiveCalls calls, String callId) {
        switch (kind) {
            case END -> calls.end(callId);
            case TRANSFER -> calls.transfer(callId, Objects.requireNonNull(destination), text);
            case NOTE -> calls.note(callId, required(number), Objects.requireNonNull(text));
            case PRESS -> calls.press(callId, Objects.requireNonNull(text));
            case ANSWER -> calls.answer(callId, required(number), Objects.requireNonNull(text));
        }
    }

    private static int required(@Nullable Integer number) {
        return Objects.requireNonNull(number);
    }
}
