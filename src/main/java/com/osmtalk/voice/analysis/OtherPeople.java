package com.osmtalk.voice.analysis;

import java.util.regex.Pattern;

/** Words by which a caller speaks of somebody else, whose home, bill or plan is not what was asked for. */
final class OtherPeople {
    private static final Pattern THEY = Pattern.compile("\\b(he|she|they|neighbou?rs?|friends?|brothers?|sisters?"
            + "|cousins?|colleagues?|uncle|aunt|father|mother|dad|mum|mom|parents|sons?|daughters?|wife|husband"
            + "|partner|boss|landlord|landlady|tenants?|roommate|flatmate|others|everybody|everyone|somebody|someone"
            + "|people)\\b(?!'s? (and|or) )");
    private static final Pattern WE = Pattern.compile("\\b(i|we)\\b");

    private OtherPeople() {}

    /** Whether a clause speaks of others, and not of the caller. */
    static boolean areSpokenOf(String clause) {
        return THEY.matcher(clause).find() && !WE.matcher(clause).find();
    }
}
