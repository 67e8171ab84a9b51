package com.osmtalk.voice.analysis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether an answer says yes or no to a question; neither, where somebody hesitates, says both, greets, or speaks of
 * something else. English, and the usual words of Hindi.
 */
final class YesOrNo {
    private static final Pattern SENTENCE = Pattern.compile("[^.!?;।\\n]+[.!?;।\\n]*");
    private static final Pattern CLAUSE = Pattern.compile("[^,]+(?:,|$)");
    private static final Pattern UNSURE = Pattern.compile("\\b(yes and no|sort of|kind of|partly|if"
            + "|unless|provided|as long as|maybe|perhaps|possibly|probably|might|not sure|unsure"
            + "|no idea|(don't|do not) (know|remember|recall|understand)|dunno|depends|i (guess|suppose)"
            + "|undecided|we'll see"
            + "|(have|need|got) to (check|think|see|ask)|let me (think|check|see|ask)|(can't|cannot) (say|tell|remember"
            + "|recall|decide)|(haven't|have not|not) decided|(hard|difficult) to say|who knows|no clue|not certain"
            + "|shayad|pata nahi|pata nahin|malum nahi|maloom nahi|dekhte|dekhenge|sochna|sochunga|sochungi)\\b"
            + "|शायद|पता नहीं|मालूम नहीं|देखते|सोच");
    /** After one of these counts what follows, if it answers too. */
    static final Pattern CORRECTION =
            Pattern.compile("\\b(no,? wait|wait,? no|wait|scratch that|i mean|i meant|actually"
                    + "|correction|make that|let me correct( that)?|my mistake|or rather|sorry|matlab"
                    + "|balki)\\b|मतलब|बल्कि");

    private static final Pattern FILLER = Pattern.compile("^(?:(?:oh|well|um+|uh+|er+|hmm+|ah+|so|hello|hi|hey|thanks"
            + "|thank you|sorry|you know|and|but|i think|i believe|honestly|actually|look|listen|namaste|arre|accha"
            + "|acha|अरे|अच्छा|नमस्ते)\\b[,. ]*)+");
    private static final Pattern NO = Pattern.compile("^(?:no(?! (?:problem|worries|doubt|one|idea|clue|matter|longer))"
            + "|nope|nah|naah|not (?:really|at all|yet|now|today|this time|for me|necessary|interested)"
            + "|(?:i'm|i am|we're|we are) not (?:really |at all )?interested|never|negative"
            + "|(?:i'm afraid|unfortunately|certainly|of course|absolutely|definitely|probably) not"
            + "|ji nahi|ji nahin|nahi|nahin|naa|bilkul nahi|bilkul nahin)\\b|^(?:जी नहीं|नहीं"
            + "|नही|बिल्कुल नहीं|ना)(?![\\p{L}\\p{M}])");
    private static final Pattern YES = Pattern.compile("^(?:yes|yeah|yep|yup|yess|ya|yea|aye|absolutely|definitely"
            + "|certainly|of course|exactly|correct|(?:that's|that is|it's) (?:right|correct|true|me)"
            + "|right|indeed|for sure"
            + "|mm-?hmm?|uh-?huh|by all means|i (?:think|believe|hope) so|no doubt"
            + "|haan|haa|ha ji|haanji|ji haan|ji ha|ji|bilkul|sahi|zaroor)\\b"
            + "|^(?:हाँ|हां|जी हाँ|जी हां|जी|बिल्कुल|ज़रूर|जरूर|सही)(?![\\p{L}\\p{M}])");
    private static final Pattern ASSENT = Pattern.compile("^(?:sure|ok|okay|okey|fine|alright|all right|please|go ahead"
            + "|sounds (?:good|great|fine|perfect)|(?:that )?works(?: for me)?|no problem|no worries|why"
            + " not|great|perfect"
            + "|that (?:would|will) be (?:fine|good|great|nice|lovely|perfect)|that's (?:fine|good|great|okay|ok)"
            + "|theek hai|thik hai|theek|chalega|kar do|kar dijiye)\\b|^(?:ठीक है|चलेगा)");
    /** An answer to who it is, and to nothing else: people say it as they pick up. */
    private static final Pattern SPEAKING = Pattern.compile("^(?:speaking|this is (?:he|she|him|her|me))\\b");

    private static final Pattern ASKS_WHO = Pattern.compile("\\b(?:speak|speaking|talk|talking) (?:to|with)\\b"
            + "|\\b(?:is (?:this|that)|are you) (?:(?:the|mr|mrs|ms|dr)\\.? )?(?!(?:okay|ok|fine|good|right|correct"
            + "|convenient|true|clear|important|possible|possibly|still|about|a|an|all|sure|there|free"
            + "|available|interested|able|ready)\\b)"
            + "[\\p{L}'-]+(?: [\\p{L}'-]+)?\\?");
    /** "Yes, hello?" says that somebody is there. */
    private static final Pattern THERE = Pattern.compile("^\\S+[ ,.]+(?:hello|hi|hey|who|what|wait|hold on|one moment"
            + "|just a|tell me|go on|i'm listening|boliye|bolo|kaun|this is|how can i|i can hear|can you hear)\\b.*");

    private static final Pattern NOT_TRUE = Pattern.compile("^(?:that's|that is|it's) (?:not|wrong|incorrect)\\b");
    private static final Pattern I_DO = Pattern.compile("\\b(?:i|we|it|that|they|there|he|she)"
            + "(?:'(ll|d|m|re|ve|s)| (do|can|am|are|is|will|would|have|has|did|could|should|was"
            + "|were|does))\\b( not)?(.*)");
    private static final Pattern I_DO_NOT =
            Pattern.compile("\\b(?:i|we|it|that|they|there|he|she) (?:don't|can't|cannot"
                    + "|won't|wouldn't|haven't|hasn't|didn't|couldn't|isn't|aren't|wasn't|doesn't"
                    + "|shouldn't|ain't)\\b(.*)");
    private static final Set<String> EMPTY_WORDS = Set.of(
            "it",
            "that",
            "so",
            "to",
            "one",
            "any",
            "some",
            "be",
            "do",
            "the",
            "a",
            "an",
            "my",
            "our",
            "this",
            "there",
            "really",
            "very",
            "much",
            "certainly",
            "definitely",
            "please",
            "thanks",
            "thank",
            "you",
            "all",
            "at",
            "now",
            "then",
            "well",
            "make",
            "for",
            "of",
            "in",
            "on",
            "still",
            "too",
            "love",
            "like",
            "think",
            "want",
            "need",
            "have",
            "just",
            "them",
            "already",
            "also",
            "both",
            "today",
            "anything",
            "happy",
            "glad",
            "and",
            "with",
            "going",
            "able");
    private static final Pattern SUITS =
            Pattern.compile("\\b(?:is|are|would be|will be)(?: perfectly| absolutely)? (?:fine|good|okay"
                    + "|ok|perfect|great)\\b"
                    + "|\\b(?:works|suits me|theek hai|thik hai)\\b");
    private static final Pattern WILLING = Pattern.compile("\\b(?:like|love|want|need|happy|glad)\\b");
    private static final Pattern NEGATED =
            Pattern.compile("n't\\b|\\b(?:not|never|no|nahi|nahin|without|hardly)\\b|नहीं");

    private static final Pattern ASKS_YOU =
            Pattern.compile("\\b(do|does|are|have|can|will|would|did|could|were|had|shall|may|whether|if) you\\b");
    private static final Pattern ASKS_OF_THE_PAST = Pattern.compile("\\b(did|were|was|had|ever|used to)\\b");
    private static final Pattern PAST = Pattern.compile("\\b(used to|once|formerly|previously|no longer|any ?more"
            + "|ago|in the past|back then|had|sold|would have|wish|hope to|plan to|planning to|want to|going to)\\b");

    private final AgentQuestion question;
    private final boolean bareCounts;

    /** @param bareCounts whether a yes or no alone is an answer to this question, being asked by itself */
    YesOrNo(AgentQuestion question, boolean bareCounts) {
        this.question = question;
        this.bareCounts = bareCounts && question.isYesOrNo() && !question.isNegative() && !question.isEitherOr();
    }

    /** What a text says, and where in it. */
    record Said(boolean yes, int at) {}

    Optional<Said> in(String answer) {
        String text = Words.normalised(answer);
        Matcher corrections = CORRECTION.matcher(text);
        Deque<Integer> ends = new ArrayDeque<>();
        while (corrections.find()) {
            ends.push(corrections.end());
        }
        for (int end : ends) {
            Optional<Said> corrected = decided(text.substring(end));
            if (corrected.isPresent()) {
                return Optional.of(
                        new Said(corrected.get().yes(), end + corrected.get().at()));
            }
        }
        return decided(CORRECTION.matcher(text).replaceAll(mark -> ",".repeat(mark.end() - mark.start())));
    }

    private Optional<Said> decided(String text) {
        List<Said> said = new ArrayList<>();
        Matcher sentences = SENTENCE.matcher(text);
        while (sentences.find()) {
            String sentence = sentences.group();
            boolean unsure = UNSURE.matcher(sentence).find();
            if (unsure && said.isEmpty()) {
                return Optional.empty();
            }
            if (!unsure && !sentence.contains("?")) {
                sentence(sentence, sentences.start(), said);
            }
        }
        if (said.stream().anyMatch(Said::yes)
                && CLAUSE.matcher(text.replaceAll("[.!;\\n]|\\bbut\\b", ","))
                        .results()
                        .anyMatch(clause -> isOfOtherThings(clause.group()))) {
            return Optional.empty();
        }
        boolean agree = said.stream().map(Said::yes).distinct().count() == 1;
        return agree ? Optional.of(said.get(0)) : Optional.empty();
    }

    private void sentence(String sentence, int start, List<Said> said) {
        // a comma instead of "but", as long, so that positions stay what they are
        Matcher clauses = CLAUSE.matcher(sentence.replaceAll("\\bbut\\b", ",  "));
        boolean first = true;
        while (clauses.find()) {
            String whole = clauses.group().replaceAll("[,.!]+\\s*$", "");
            Matcher filler = FILLER.matcher(whole.strip());
            int skipped = whole.length() - whole.stripLeading().length() + (filler.find() ? filler.end() : 0);
            String clause =
                    skipped >= whole.length() ? "" : whole.substring(skipped).strip();
            int at = start + clauses.start() + skipped;
            boolean thereOnly = first && THERE.matcher(sentence.strip()).matches();
            Boolean value = clause.isEmpty() || thereOnly ? null : clause(clause);
            if (value != null) {
                said.add(new Said(value, at));
            }
            if (!clause.isEmpty()) {
                first = false;
            }
            if (thereOnly) {
                return;
            }
        }
    }

    private Boolean clause(String clause) {
        if (bareCounts) {
            if (NO.matcher(clause).find() || NOT_TRUE.matcher(clause).find()) {
                return false;
            }
            if (YES.matcher(clause).find()
                    || SPEAKING.matcher(clause).find()
                            && ASKS_WHO.matcher(Words.normalised(question.text()))
                                    .find()
                    || question.isRequest() && ASSENT.matcher(clause).find()) {
                return true;
            }
        }
        return statement(clause);
    }

    /** "My landlord owns it", "I used to own it": somebody else's, or another time's. */
    private boolean isOfOtherThings(String clause) {
        String asked = Words.normalised(question.text());
        if (!ASKS_YOU.matcher(asked).find()) {
            return false;
        }
        String predicate = Words.stem(question.predicate());
        boolean takenUp = !predicate.isEmpty() && Words.stems(clause).contains(predicate);
        boolean auxiliary = clause.matches("(?s).*\\b(do|does|did|is|are|has|have|will|can)\\W*");
        boolean others = OtherPeople.areSpokenOf(clause)
                || clause.matches("(?s)\\W*you\\b.*")
                || takenUp && clause.matches("(?s)\\W*(the|a|my|our) \\w+ " + Pattern.quote(predicate) + "e?s\\b.*");
        boolean past = PAST.matcher(clause).results().anyMatch(word -> !asked.contains(word.group()))
                || takenUp
                        && !question.predicate().endsWith("ed")
                        && Words.of(clause).stream()
                                .anyMatch(word ->
                                        word.endsWith("ed") && Words.stem(word).equals(predicate));
        boolean wished = clause.matches("(?s).*\\bi wish\\b.*");
        boolean future = takenUp
                && clause.matches("(?s).*(\\b(will|would)\\b|'(ll|d)\\b).*")
                && asked.matches("(?s).*\\b(do|are|have) you\\b.*");
        return wished
                || future && !question.isRequest()
                || (takenUp || auxiliary) && others
                || takenUp
                        && past
                        && !question.isRequest()
                        && !ASKS_OF_THE_PAST.matcher(asked).find();
    }

    /** "I do", "we can't make it", "I own it": a sentence that takes up what was asked, and nothing else. */
    private Boolean statement(String clause) {
        if (!question.isYesOrNo() || isOfOtherThings(clause)) {
            return null;
        }
        String predicate = Words.stem(question.predicate());
        List<String> stems = Words.stems(clause);
        if (!predicate.isEmpty() && !EMPTY_WORDS.contains(question.predicate()) && stems.contains(predicate)) {
            return !NEGATED.matcher(clause).find();
        }
        if (question.isEitherOr()) {
            return null;
        }
        if (question.isRequest() && SUITS.matcher(clause).find()) {
            return !NEGATED.matcher(clause).find();
        }
        Matcher not = I_DO_NOT.matcher(clause);
        if (not.find()) {
            return takesUp(not.group(1)) ? Boolean.FALSE : null;
        }
        Matcher does = I_DO.matcher(clause);
        if (does.find()) {
            String rest = does.group(4);
            boolean says = does.group(2) != null
                            && (rest.isBlank()
                                    || does.group(2)
                                                    .matches(
                                                            "do|can|will|would|have" + "|has|had|did|could|should|does")
                                            && takesUp(rest))
                    || hasEcho(rest)
                    || takesUp(rest) && WILLING.matcher(rest).find();
            return says
                    ? Boolean.valueOf(
                            does.group(3) == null && !NEGATED.matcher(rest).find())
                    : null;
        }
        return null;
    }

    /** Whether nothing is spoken of that the question does not speak of. */
    private boolean takesUp(String rest) {
        List<String> asked = Words.stems(question.text());
        return Words.of(rest).stream().allMatch(word -> EMPTY_WORDS.contains(word) || asked.contains(Words.stem(word)));
    }

    private boolean hasEcho(String rest) {
        List<String> asked = Words.stems(question.text());
        return takesUp(rest)
                && Words.of(rest).stream()
                        .anyMatch(word -> !EMPTY_WORDS.contains(word) && asked.contains(Words.stem(word)));
    }
}
