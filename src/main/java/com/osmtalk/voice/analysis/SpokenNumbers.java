package com.osmtalk.voice.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the numbers in what somebody says, in digits and in words, English and Hindi: "two hundred and fifty",
 * "1,50,000", "2.5 lakh", "dedh sau". What only looks like a number is none: times, dates, ordinals, names with digits,
 * and "one" where it stands for a thing ("the usual one").
 */
final class SpokenNumbers {
    private static final Pattern TOKEN = Pattern.compile("\\d+(?:[.,]\\d+)*|[\\p{L}\\p{M}]+(?:'\\p{L}+)*|\\S");
    private static final Pattern GROUPED = Pattern.compile("\\d{1,3}(?:,\\d{2,3})*,\\d{3}(?:\\.\\d+)?");
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,15}(?:[.,]\\d+)?");
    private static final Pattern UNIT =
            Pattern.compile("k|cr|l|rs|inr|usd|eur|gbp|kgs?|g|kms?|m|cm|mm|ml|ft|hrs?|h|mins?|yrs?|sq");
    private static final Pattern CLOCK = Pattern.compile("am|pm|o'clock|baje|बजे");
    private static final Pattern MONTH = Pattern.compile("january|february|march|april|june|july|august|september"
            + "|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|tareekh|tarikh|तारीख");
    private static final Pattern NO_QUANTITY = Pattern.compile("flat|room|house|apartment|unit|number|option|gate"
            + "|platform|floor|street|sector|block|plot|order|policy|account|version|line|page|chapter|class|grade");
    private static final Pattern BOUND_BEFORE =
            Pattern.compile("than|least|most|over|under|above|below|upto|minimum|maximum|until|till");
    private static final Pattern BOUND_AFTER = Pattern.compile("plus|something|odd|se|से|max|maximum|minimum|tops");
    private static final Pattern NO_COUNT_BEFORE = Pattern.compile("the|that|this|no|some|any|every|each|which|usual"
            + "|other|same|last|first|next|good|bad|new|old|right|wrong|big|small|another|another's|cheap|better|best"
            + "|कोई|koi|har|हर");
    private static final Pattern NO_COUNT_AFTER = Pattern.compile("of|moment|moments|second|seconds|minute|min|sec"
            + "|more|thing|day|time|way|that|who|which|another|should|can|could|must|never|always|has|is|would|wants"
            + "|baat|baar|dum|din|aur|hi|बात|बार|दिन|और|ही|मिनट|सेकंड");
    private static final Pattern COUNT_BEFORE = Pattern.compile("|just|only|about|maybe|around|is|it's|its|be|say"
            + "|exactly|roughly|yes|with|um|uh|er|sirf|bas|सिर्फ|बस");

    private final List<Token> tokens = new ArrayList<>();
    private final boolean hindi;
    private final boolean counting;

    private SpokenNumbers(String text, boolean hindi, boolean counting) {
        this.hindi = hindi;
        this.counting = counting;
        Matcher words = TOKEN.matcher(westernDigits(Words.normalised(text)));
        while (words.find()) {
            tokens.add(new Token(words.group(), words.start(), words.end()));
        }
    }

    /**
     * A number that was said.
     *
     * @param value NaN where the words leave open which number it is: "two fifty", "between 200 and 300"
     * @param before the word before it, or "" at a beginning
     * @param after the word after it, or "" at an end
     */
    record Mention(double value, int start, int end, String before, String after) {
        boolean isClear() {
            return !Double.isNaN(value);
        }

        private Mention unclear() {
            return new Mention(Double.NaN, start, end, before, after);
        }
    }

    private record Token(String text, int start, int end) {
        boolean isDigits() {
            return Character.isDigit(text.charAt(0));
        }

        boolean isWord() {
            return Character.isLetter(text.charAt(0));
        }
    }

    private record Parsed(double value, int next) {}

    /**
     * @param hindi whether words that are numbers only in Hindi, such as "do", are read as such even where nothing else
     *     in the text is Hindi
     * @param counting it was asked how many: then "I have one" is a number, which it is not otherwise
     */
    static List<Mention> in(String text, boolean hindi, boolean counting) {
        return new SpokenNumbers(text, hindi || Words.isHindi(text), counting).mentions(true);
    }

    /** With the numbers of times, dates and houses. */
    static List<Mention> all(String text, boolean hindi) {
        return new SpokenNumbers(text, hindi || Words.isHindi(text), true).mentions(false);
    }

    /** The number that a text is, with nothing else in it. */
    static OptionalDouble only(String text) {
        List<Mention> all = in(text.strip(), true, true);
        return all.size() == 1
                        && all.get(0).isClear()
                        && all.get(0).start() == 0
                        && all.get(0).end() == text.strip().length()
                ? OptionalDouble.of(all.get(0).value())
                : OptionalDouble.empty();
    }

    private List<Mention> mentions(boolean quantitiesOnly) {
        List<Mention> mentions = new ArrayList<>();
        int at = 0;
        while (at < tokens.size()) {
            Parsed parsed = number(at);
            if (parsed == null) {
                at++;
                continue;
            }
            int next = parsed.next();
            boolean clear = true;
            // "two fifty", "98765 43210": which number that is depends on who hears it
            for (Parsed more = number(next); more != null; more = number(next)) {
                clear = false;
                next = more.next();
            }
            String before = word(at - 1);
            String after = word(next);
            boolean bound = BOUND_BEFORE.matcher(before).matches()
                    || BOUND_AFTER.matcher(after).matches()
                    || before.equals("to") && word(at - 2).equals("up")
                    || isMark(next, '+');
            // the ten of "eight out of ten"
            boolean scale = before.equals("of") && word(at - 2).equals("out") && !mentions.isEmpty();
            boolean clock = after.matches("[ap]")
                    && text(next + 1).equals(".")
                    && text(next + 2).equals("m");
            if (!quantitiesOnly || !scale && !clock && isQuantity(parsed.value(), before, after)) {
                mentions.add(new Mention(
                        clear && !bound ? parsed.value() : Double.NaN,
                        tokens.get(at).start(),
                        tokens.get(next - 1).end(),
                        before,
                        after));
            }
            at = next;
        }
        for (int i = 1; i < mentions.size(); i++) {
            if (areAlternatives(mentions.get(i - 1), mentions.get(i))) {
                mentions.set(i - 1, mentions.get(i - 1).unclear());
                mentions.set(i, mentions.get(i).unclear());
            }
        }
        return mentions;
    }

    /** Whether it is neither a time, a date, nor the number of a house. */
    private static boolean isQuantity(double value, String before, String after) {
        boolean clock = CLOCK.matcher(after).matches() || before.equals("at") && value <= 24;
        boolean date = MONTH.matcher(after).matches() || MONTH.matcher(before).matches();
        boolean year = value >= 1900 && value <= 2100 && before.matches("in|since|from|by|year");
        return !clock && !date && !year && !NO_QUANTITY.matcher(before).matches();
    }

    /** "Two or three", "200 to 300", "between 200 and 300". */
    private boolean areAlternatives(Mention one, Mention other) {
        List<String> between = new ArrayList<>();
        for (Token token : tokens) {
            if (token.start() >= one.end() && token.end() <= other.start()) {
                between.add(token.text());
            }
        }
        String joint = String.join(" ", between);
        return joint.matches("(\\S+ )?(or|to|till|-|–|—|/|ya|या)( \\S+)?")
                || joint.matches("(\\S+ )?and( \\S+)?") && one.before().equals("between");
    }

    private @Nullable Parsed number(int at) {
        if (at >= tokens.size()) {
            return null;
        }
        Token token = tokens.get(at);
        String text = token.text();
        if (text.matches("an?") && at + 1 < tokens.size() && NumberWords.multiplier(text(at + 1)) != null) {
            return composed(at + 1, 1);
        }
        if (text.matches("sadhe|saadhe|साढ़े") && at + 1 < tokens.size()) {
            Double whole = unit(at + 1);
            return whole == null ? null : composed(at + 2, whole + 0.5);
        }
        Double first = unit(at);
        if (first != null) {
            return isNoCount(at, first) ? null : composed(at + 1, first);
        }
        boolean alone = NumberWords.multiplier(text) != null
                && text.length() > 2
                && !text(at + 1).matches("percent|%|s");
        return alone ? composed(at, 1) : null;
    }

    /** What follows the first word of a number and belongs to it. */
    private Parsed composed(int from, double first) {
        double total = 0;
        double current = first;
        double room = current >= 20
                        && current < 100
                        && current % 10 == 0
                        && !tokens.get(from - 1).isDigits()
                ? 10
                : 0;
        double largest = Double.MAX_VALUE;
        int at = from;
        while (at < tokens.size()) {
            Double multiplier = NumberWords.multiplier(text(at));
            boolean joined = text(at).equals("and") || room == 10 && isMark(at, '-');
            Double unit = joined ? unit(at + 1) : unit(at);
            if (multiplier != null && multiplier <= largest) {
                if (multiplier >= 1000) {
                    total += (current == 0 ? 1 : current) * multiplier;
                    current = 0;
                    largest = multiplier;
                    room = multiplier;
                } else {
                    current = (current == 0 ? 1 : current) * multiplier;
                    room = multiplier == 100 ? 100 : 0;
                }
                at++;
            } else if (text(at).equals("and")
                    && text(at + 1).equals("a")
                    && text(at + 2).equals("half")) {
                current += 0.5;
                at += 3;
            } else if (text(at).equals("point") && unit(at + 1) != null && unit(at + 1) < 10) {
                current += unit(at + 1) / 10;
                at += 2;
            } else if (unit != null && unit < room && !startsLarger(at + (joined ? 2 : 1), room)) {
                current += unit;
                room = unit >= 20 && unit % 10 == 0 && room >= 100 ? 10 : 0;
                at += joined ? 2 : 1;
            } else {
                break;
            }
        }
        return new Parsed(total + current, at);
    }

    /** Whether what follows makes a number too large to belong to the one before it: "2 hundred and 3 hundred". */
    private boolean startsLarger(int at, double room) {
        Double multiplier = NumberWords.multiplier(text(at));
        return multiplier != null && multiplier >= room;
    }

    /** A number in digits, or a word below a hundred. */
    private @Nullable Double unit(int at) {
        if (at >= tokens.size()) {
            return null;
        }
        Token token = tokens.get(at);
        if (!token.isDigits()) {
            return NumberWords.small(token.text(), hindi);
        }
        boolean negative = false;
        if (isAdjacent(at - 1, at)) {
            String mark = text(at - 1);
            boolean range = mark.equals("-") && at > 1 && isAdjacent(at - 2, at - 1);
            negative = mark.equals("-") && !range;
            boolean rupees = mark.equals(".") && text(at - 2).equals("rs");
            boolean partOfName =
                    tokens.get(at - 1).isWord() && !UNIT.matcher(mark).matches()
                            || mark.matches("[+#/:._@]") && !rupees
                            || range && !tokens.get(at - 2).isDigits();
            if (partOfName) {
                return null;
            }
        }
        if (isAdjacent(at, at + 1)) {
            String next = text(at + 1);
            boolean partOfName =
                    tokens.get(at + 1).isWord() && !UNIT.matcher(next).matches()
                            || next.matches("[/:_@]") && isAdjacent(at + 1, at + 2);
            if (partOfName) {
                return null;
            }
        }
        if (GROUPED.matcher(token.text()).matches()) {
            return Double.valueOf(token.text().replace(",", ""));
        }
        if (!DECIMAL.matcher(token.text()).matches()) {
            return null;
        }
        double value = Double.parseDouble(token.text().replace(',', '.'));
        return negative ? -value : value;
    }

    /** "The usual one", "one moment", and the English verb "do" among words of Hindi. */
    private boolean isNoCount(int at, double value) {
        String text = text(at);
        String before = word(at - 1);
        String after = word(at + 1);
        boolean goesOn = NumberWords.multiplier(after) != null || after.equals("point") || after.equals("and");
        if (text.equals("do") || text.equals("दो")) {
            return !before.isEmpty() && !goesOn && !(counting && !after.isEmpty());
        }
        if (value != 1 || tokens.get(at).isDigits() || goesOn) {
            return false;
        }
        boolean aThing = NO_COUNT_BEFORE.matcher(before).matches()
                || NO_COUNT_AFTER.matcher(after).matches();
        return aThing || !counting && !COUNT_BEFORE.matcher(before).matches();
    }

    private boolean isAdjacent(int one, int other) {
        return one >= 0
                && other < tokens.size()
                && tokens.get(one).end() == tokens.get(other).start();
    }

    private boolean isMark(int at, char mark) {
        return text(at).equals(String.valueOf(mark)) && isAdjacent(at - 1, at);
    }

    private String text(int at) {
        return at >= 0 && at < tokens.size() ? tokens.get(at).text() : "";
    }

    /** The word there, or ""; a mark of punctuation is none. */
    private String word(int at) {
        return at >= 0 && at < tokens.size() && tokens.get(at).isWord() ? text(at) : "";
    }

    private static String westernDigits(String text) {
        StringBuilder digits = new StringBuilder(text);
        for (int i = 0; i < digits.length(); i++) {
            char character = digits.charAt(i);
            if (Character.isDigit(character)) {
                digits.setCharAt(i, (char) ('0' + Character.digit(character, 10)));
            }
        }
        return digits.toString();
    }
}
