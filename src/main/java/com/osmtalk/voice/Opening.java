package com.osmtalk.voice;

import com.osmtalk.voice.brain.Brain;
import com.osmtalk.voice.brain.Intent;
import com.osmtalk.voice.brain.Introduction;
import com.osmtalk.voice.carrier.LineEvents.Heard;
import org.jspecify.annotations.Nullable;

/** How an agent begins: what people must be told first, and then its greeting, without saying a thing twice. */
final class Opening {
    private final CallPlan plan;
    private final Disclosure disclosure;

    Opening(CallPlan plan, Disclosure disclosure) {
        this.plan = plan;
        this.disclosure = disclosure;
    }

    /** The greeting, without what the disclosure before it says. */
    String firstWords(Brain.Context context) {
        String told = plan.rules().disclosure();
        return told == null || !disclosure.isDue()
                ? context.spokenGreeting()
                : Introduction.without(context.spokenGreeting(), context.agent(), plan.dynamicVariables(), told);
    }

    /** Whether the disclosure is all of the greeting: then the other side speaks next. */
    boolean isDisclosureAlone(Brain.Context context) {
        return disclosure.isDue() && !context.spokenGreeting().isBlank();
    }

    /** What was talked over was the disclosure, before a word of the greeting, and asks for nothing but to go on. */
    boolean isOwed(Brain.Context context, @Nullable Heard words) {
        boolean goesOn = words == null
                || switch (Intent.of(words.text())) {
                    case GREETING, YES -> true;
                    case OPT_OUT,
                            QUESTION,
                            HUMAN,
                            CALLBACK,
                            REPEAT,
                            WHO,
                            KEYPAD,
                            NOT_INTERESTED,
                            GOODBYE,
                            NO,
                            STATEMENT -> false;
                };
        return disclosure.isDue() && goesOn && !context.greeting().isBlank();
    }
}
