package com.osmtalk.voice.brain;

import java.util.Locale;
import java.util.regex.Pattern;

/** What somebody means by a line, told by its words; the first that fits counts. English only. */
public enum Intent {
    OPT_OUT("(?<!why |i |you )\\b(do not|don't|never)( ever)? (call|contact|phone|ring|message)\\b"
            + "(?!( me| us)? (back )?(before|until|till|in the|on|tomorrow|today|later|tonight|right now|now|yet)\\b)"
            + "|(?<!n't |not )\\b(stop|quit) (calling|contacting|phoning|ringing|messaging|these calls)"
            + "|\\b(take|remove|delete|get) (me|us|my (number|name)|this number) (off|from|out)\\b"
            + "|\\bopt(ing|ed)? (me )?out\\b|\\bunsubscribe\\b|\\bno more calls\\b|\\bdo[- ]not[- ]call list\\b"),
    KEYPAD("^\\[keypad\\]"),
    HUMAN("\\b(real|live|actual) (person|human|agent|someone)\\b|\\bhuman( being)?\\b|\\brepresentative\\b"
            + "|\\boperator\\b"
            + "|\\b(speak|talk|connect me|put me through|transfer me) (to|with) (a |an |the |your |some)?"
            + "(person|someone|somebody|one|manager|supervisor|colleague|agent|doctor|staff|receptionist)\\b"),
    NOT_INTERESTED("\\b(not|n't|no longer) (really |at all )?(be )?interested\\b|\\bno interest\\b|\\bnot for me\\b"
            + "|\\b(do not|don't) (want|need) (it|this|that|any|anything)\\b|\\bleave me alone\\b"),
    CALLBACK("\\bcall (me |us )?(back|again|later|tomorrow|another|some other)\\b|\\bcallback\\b|\\b(another|a "
            + "better|some other) time\\b"
            + "|\\b(bad|not a good|wrong) (time|moment)\\b|\\bin a meeting\\b|\\bi('m| am) (busy|driving"
            + "|at work)\\b"
            + "|\\bbusy right now\\b|\\bno time (right )?now\\b|\\b(do not|don't) call( me)? (before|until"
            + "|till)\\b"),
    REPEAT("^(sorry|what|excuse me)\\W*\\?$|\\b(pardon|say that again|repeat( that)?|come again|what was that"
            + "|did(n't| not) (catch|hear|get) (that|you))\\b"),
    WHO("\\bwho('s| is| are) (this|you|calling|speaking|there)\\b|\\bwhat('s| is) (this|it|the call) about\\b"
            + "|\\bwhy are you calling\\b"
            + "|\\bare you a (robot|machine|bot|computer)\\b|\\bis this a (robot|machine|bot|recording)\\b"),
    GREETING("^(hello|hi|hey|good (morning|afternoon|evening))( there)?\\W*$"),
    QUESTION("(?s)^(?!(yes|yeah|okay|right)\\W*$).*\\?\\s*$"),
    GOODBYE("\\b(good ?bye|bye( bye)?|good night|have to go|got to go|gotta go|see you)\\b"),
    NO("^(oh,? |well,? |um,? |uh,? |sorry,? )?(no\\b(?! problem)|nope|nah|not (really|yet|at|today|this)|i "
            + "(can't|cannot|can not|won't|don't|do not|haven't)"
            + "|unfortunately|never\\b|i'm afraid)"),
    YES("\\b(yes|yeah|yep|yup|sure|of course|certainly|absolutely|definitely|correct|exactly|go ahead|please do"
            + "|works for me|sounds good"
            + "|that works|no problem|speaking|i (can|do|am|will|would|have|did)\\b(?!n't| not))\\b|^(ok"
            + "|okay|right|fine|all right|alright)\\b"),
    STATEMENT("");

    private final Pattern words;

    Intent(String words) {
        this.words = Pattern.compile(words);
    }

    /** What these words mean: the first meaning, in the order above, whose words are in them. */
    public static Intent of(String said) {
        String text = said.toLowerCase(Locale.ROOT).replace('’', '\'').strip();
        for (Intent intent : values()) {
            if (intent.words.matcher(text).find()) {
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
        return words.matcher(said.toLowerCase(Locale.ROOT).replace('’', '\'').strip())
                .find();
    }
}
