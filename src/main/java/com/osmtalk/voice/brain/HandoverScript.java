package com.osmtalk.voice.brain;

import com.osmtalk.api.Agent;
import com.osmtalk.voice.brain.Brain.Context;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * When an agent without a model hands over: when somebody speaks of what its owner's instruction is about, as "when
 * they ask about an invoice" is about invoices, or names the other agent.
 */
final class HandoverScript {
    private static final Pattern WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
    private static final int SHORTEST_WORD = 4;
    private static final Set<String> COMMON =
            Set.of(("about agent also another anything asked assistant before better call caller"
                            + " calling calls could customer does else from give hand have help into know like"
                            + " matter more need needs number other over people person please problem question"
                            + " questions said says should somebody someone something speak speaks talk talks"
                            + " tell than that their them then there these they thing this time transfer user"
                            + " want wants what when whenever where which will wish with would your")
                    .split(" "));

    private HandoverScript() {}

    /** The colleague who is to go on, given what was said last. */
    static Optional<Agent> wanted(Context context, String said) {
        boolean leaving = switch (Intent.of(said)) {
            case OPT_OUT, NOT_INTERESTED, GOODBYE, CALLBACK -> true;
            case HUMAN, QUESTION, WHO, REPEAT, GREETING, KEYPAD, YES, NO, STATEMENT -> false;
        };
        Set<String> words = words(said);
        return leaving
                ? Optional.empty()
                : context.colleagues().stream()
                        .filter(colleague ->
                                words(Handover.trigger(context.agent(), colleague) + " " + colleague.name()).stream()
                                        .anyMatch(words::contains))
                        .findFirst();
    }

    private static Set<String> words(String text) {
        return WORDS.splitAsStream(text.toLowerCase(Locale.ROOT))
                .filter(word -> word.length() >= SHORTEST_WORD)
                .map(word -> word.replaceFirst("(?<=\\w{3})s$", ""))
                .filter(word -> !COMMON.contains(word) && !COMMON.contains(word + "s"))
                .collect(Collectors.toSet());
    }
}
