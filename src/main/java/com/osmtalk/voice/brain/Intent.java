package com.osmtalk.voice.brain;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What somebody means by a line, told by its words; the first that fits counts. English, and Hindi by {@link
 * HindiIntent}.
 */
public enum Intent {
    OPT_OUT(OptOutWords.USUAL::areIn),
    KEYPAD("^\\[keypad\\]"),
    HUMAN("^(?!.*\\b(don't|do not|never|no need to)\\b[^,.]{0,40}\\b(person|human|someone|somebody|manager"
            + "|supervisor|agent|operator"
            + "|representative|staff)\\b).*?(?:\\b(speak|talk|connect me|put me through|transfer me|get me through"
            + "|pass me) (to|with|on to) (a |an |the |your |some )?"
            + "(real |live |actual |human )?(person|human( being)?|someone|somebody|manager|supervisor|colleague"
            + "|agent|doctor"
            + "|staff|receptionist|operator|representative|adviser|advisor|team member)\\b"
            + "|\\b(i|we)( would|'d)?( really| just)? (want|need|like|prefer|wish for|rather have)( to have)? (a "
            + "|an |the )?"
            + "(real |live |actual )?(person|human( being)?|operator|representative)\\b(?! being)"
            + "|\\b(get|give|find) me (a |an |the )?(real |live |actual )?(person|human|operator|representative"
            + "|manager|supervisor)\\b"
            + "|\\b(?<=^\\W{0,9})((real|live|actual) )?(human|operator|representative|real person"
            + "|live person)( please)?\\W*$"
            + "|\\b(speak|talk) to (a real|an actual|a live) one\\b|\\b(can|could|may) i (have|get) (a |an )?(real "
            + "|live |actual )?"
            + "(person|human|operator|representative)\\b)"),
    NOT_INTERESTED("\\b(i'm|i am|we're|we are|am|are) (really |just )?(not|no longer) (really "
            + "|at all )?interested\\b(?! in when|,? but)"
            + "|^\\W*(no,? |no thanks,? |sorry,? |thanks,? but ){0,4}(i'm )?not interested\\b|\\b(isn't"
            + "|not) something i('m| am) interested in\\b"
            + "|\\b(have|got|i've) no interest\\b|^\\W*(it's |that's |this is |no,? )?not for me( thanks"
            + "| thank you)?\\W*$"
            + "|\\b(i|we) (do not|don't) (want|need) (it|this|that|any of (it|this|that)|anything)( thanks"
            + "| thank you| at all| from you)?\\W*(,.*)?$"),
    CALLBACK("(?<!never |n't |not |didn't )\\bcall (me |us )?(back|again|later|tomorrow|another|some other)\\b"
            + "(?<!\\b(they|you|nobody|he|she|and) call back)(?! (last|yesterday|and nobody|but nobody))"
            + "|\\b(have|arrange|schedule|want|like|request|get|need|need|expect|prefer) (a|another) callback\\b"
            + "|^\\W*callback( please)?\\W*$"
            + "|\\b((at|find|try|pick|be) )?(another|a better|some other) time (would|is|will|please|might|may)"
            + "|\\b(at|some) (another|other|a better) time\\b"
            + "|^\\W*(another|some other) time\\b"
            + "|\\b(this|it|now)('s| is) (not |really ){0,3}(a )?(really |very )?(bad|not a good|wrong|good"
            + "|terrible) (time|moment)\\b(?<!is a good time)"
            + "|^\\W*(sorry,? )?(bad|not a good|wrong) (time|moment)\\b"
            + "|\\b(i('m| am)|we('re| are)) (just |currently |still |right )?(in|in the middle of) (a"
            + "|another) (meeting|call)\\b"
            + "|\\bi('m| am) (just |really |quite |very |so |a bit |too )?(busy|driving|at work)\\b(?! (on|that|next"
            + "|in the|at the|with that|then|every|for the|from))"
            + "|\\bbusy right now\\b|\\bno time (right )?now\\b"
            + "|\\b(do not|don't) (call|ring|phone)( me| us)? (before|until|till|now|right now|yet|today)\\b"),
    REPEAT("^(sorry|what|excuse me|pardon( me)?)\\W*$|\\b(i beg your pardon|(say"
            + "|repeat) that( again)?( please)?\\W*$|(can|could|would|will) you( please)? "
            + "(repeat|say)( that| it| again| this){0,4}|come again\\W*$|what was that|please repeat"
            + "|repeat( that)?,? please"
            + "|(i )?(did(n't| not)|couldn't|could not|can't|cannot) (quite )?(catch|hear|get) (that|you"
            + "|what you said))\\b"),
    WHO("\\bwho('s| is| are) (this|you|calling|speaking|there)\\b|\\bwhat('s| is) (this|it|the call) about\\b"
            + "|\\bwhy are you calling\\b"
            + "|\\bare you a (robot|machine|bot|computer)\\b|\\bis this a (robot|machine|bot|recording)\\b"),
    GREETING("^(hello|hi|hey|good (morning|afternoon|evening))( there)?\\W*$"),
    QUESTION("(?s)^(?!(yes|yeah|okay|right)\\W*$).*\\?\\s*$"),
    GOODBYE("^\\W*((ok|okay|alright|all right|thanks|thank you|great|well|right|so|then|no|yes|that's all|cheers"
            + "|take care"
            + "|have a (good|nice|great) (day|evening|one))[,.!]{0,3} ){0,8}(good ?bye|bye([- ]bye)?|good night"
            + "|see you( later| then| soon| around| tomorrow)?|talk to you later"
            + "|take care)( bye| now| then| for now){0,3}\\W*$"
            + "|\\b(good ?bye|bye)\\W*$"
            + "|\\b(i|we)('ve| have|'ll have| really have)? (really )?(got to|gotta|have to|must|need to|should) (go"
            + "|run|leave|hang up)( now)?\\W*$"
            + "|^\\W*(sorry,? )?(got to|gotta|have to) (go|run)\\W*( now)?\\W*$"),
    NO("^(oh,? |well,? |um,? |uh,? |sorry,? )?(no\\b(?! problem| worries)|nope|nah|not (really|yet|at|today|this"
            + "|sure|exactly|quite)|i "
            + "(can't|cannot|can not|won't|don't|do not|haven't|am not|wouldn't)|i'm not"
            + "|unfortunately|never\\b(?! mind)|i'm afraid)"
            + "|\\b(is|are|was|that's|it's|isn't|'s) ?(not|n't)? ?(not )(correct|right|true|exactly)\\b"
            + "|\\bisn't (correct|right|true)\\b"),
    YES("(?<!not )(?<!n't )\\b(yes|yeah|yep|yup|sure|of course|certainly|absolutely|definitely|correct|exactly"
            + "|go ahead|please do"
            + "|works for me|sounds good"
            + "|that works|no problem|speaking|i (can|do|am|will|would|have|did)\\b(?!n't| not))\\b|^(ok"
            + "|okay|right|fine|all right|alright)\\b"),
    STATEMENT("");

    /** What somebody means is said in the first or the last words of a speech. */
    private static final int LONGEST = 2_000;

    private final Predicate<String> words;

    Intent(String words) {
        this(Pattern.compile(words).asPredicate());
    }

    Intent(Predicate<String> words) {
        this.words = words;
    }

    /** What these words mean: the first meaning, in the order above, whose words are in them. */
    public static Intent of(String said) {
        String words = ends(said);
        // a long line of marks may be cut into very many such pieces
        if (words.chars().noneMatch(Character::isLetter) && !words.startsWith("[")) {
            return words.endsWith("?") ? QUESTION : STATEMENT;
        }
        for (Intent intent : values()) {
            if (intent == QUESTION) {
                // before questions: "kaun bol raha hai?" asks who is there
                Optional<Intent> inHindi = HindiIntent.of(words);
                if (inHindi.isPresent()) {
                    return inHindi.get();
                }
            }
            if (intent.words.test(words)) {
                return intent;
            }
        }
        return STATEMENT;
    }

    /** Whether somebody who says this, even after a goodbye, expects to be answered. */
    public boolean wantsReply() {
        return switch (this) {
            case OPT_OUT, QUESTION, HUMAN, CALLBACK, REPEAT, WHO -> true;
            case KEYPAD, NOT_INTERESTED, GREETING, GOODBYE, NO, YES, STATEMENT -> false;
        };
    }

    /** Whether this meaning is among those of a line, even where another one counts. */
    public boolean isIn(String said) {
        return words.test(ends(said));
    }

    private static String ends(String said) {
        String text = said.strip();
        String ends = text.length() <= LONGEST
                ? text
                : text.substring(0, LONGEST / 2) + " " + text.substring(text.length() - LONGEST / 2);
        return ends.toLowerCase(Locale.ROOT).replace('’', '\'');
    }
}
