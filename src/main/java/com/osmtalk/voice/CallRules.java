package com.osmtalk.voice;

import com.osmtalk.api.PhoneNumber;
import com.osmtalk.voice.brain.OptOutWords;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What binds a conversation, whatever its agent or its model would do. The rules are the organisation's.
 *
 * @param mayDial asked before any phone is dialled, at the moment it is dialled; it may look things up
 * @param optOutWords after which the agent says goodbye and the call ends
 * @param disclosure what the agent says first; null: nothing but its own words
 */
public record CallRules(
        Predicate<PhoneNumber> mayDial,
        OptOutWords optOutWords,
        @Nullable String disclosure) {
    /** Any phone may be dialled, and an opt-out is what is usually understood as one. */
    public static final CallRules USUAL = new CallRules(number -> true, OptOutWords.USUAL);

    /** Rules under which nothing has to be said first. */
    public CallRules(Predicate<PhoneNumber> mayDial, OptOutWords optOutWords) {
        this(mayDial, optOutWords, null);
    }
}
