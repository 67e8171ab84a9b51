package com.osmtalk.voice;

import com.osmtalk.api.PhoneNumber;
import com.osmtalk.voice.brain.OptOutWords;
import java.util.function.Predicate;

/**
 * What binds a conversation, whatever its agent or its model would do. The rules are the organisation's.
 *
 * @param mayDial asked before any phone is dialled, at the moment it is dialled; it may look things up
 * @param optOutWords after which the agent says goodbye and the call ends
 */
public record CallRules(Predicate<PhoneNumber> mayDial, OptOutWords optOutWords) {
    /** Any phone may be dialled, and an opt-out is what is usually understood as one. */
    public static final CallRules USUAL = new CallRules(number -> true, OptOutWords.USUAL);
}
