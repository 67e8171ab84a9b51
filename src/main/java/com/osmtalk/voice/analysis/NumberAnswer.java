package com.osmtalk.voice.analysis;

import com.osmtalk.voice.analysis.SpokenNumbers.Mention;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which number of what somebody says is the answer to a question: none when they name two, take it back, speak of
 * somebody else's, or count something that was not asked for.
 */
final class NumberAnswer {
    private static final Pattern SEPARATOR = Pattern.compile("[.!?;,\\n।]|\\bbut\\b");
    private static final Pattern NOT_BEFORE = Pattern.compile("(\\b(not|never)|n't)( \\S+){0,2}\\s*$");
    private static final Pattern NOT_AFTER = Pattern.compile("^\\s*(\\S+ )?(nahi|nahin|not|नहीं)(?![\\p{L}\\p{M}])");
    private static final Pattern NOT_REAL = Pattern.compile(
            "\\b(if|unless|wish|used to|agar|could be|should be|(?<!that |it |this )would be|supposed to)\\b|अगर");
    private static final Pattern SOMEBODY_ELSE = Pattern.compile("\\b(neighbou?rs?|friends?|brother|sister|cousin"
            + "|colleagues?|uncle|aunt|father|mother|others|everybody|everyone|most people|boss)('s)?\\b.*"
            + "\\b(pays?|has|have|gets?|earns?|spends?|says?|said|is|costs?|bill)\\b");
    private static final Pattern ASKS_FOR_PEOPLE = Pattern.compile(
            "\\b(people|persons?|guests?|adults?|children|kids|members|friends|visitors|attendees|passengers)\\b");
    private static final Set<String> PEOPLE = Words.set("people persons person guests guest adults adult children child"
            + " kids kid members friends friend colleagues family boys girls sons daughters others men women");
    private static final Set<String> AFTER_COUNTED = Words.set("more other me my will be come coming from live here");
    /** "Twenty people asked me that": tells of what happened, and counts nothing that was asked for. */
    private static final Pattern TELLS =
            Pattern.compile("\\b(told|said|saw|came|went|knew|bought|wrote|asks?|calls?|tells?|wants?|knows?"
                    + "|yesterday|ago|\\p{L}{2,}ed)\\b");

    private static final Pattern NO_BETWEEN = Pattern.compile("\\bno\\b|\\bnahi\\b|नहीं");
    private static final Pattern UNSURE =
            Pattern.compile("\\b(no idea|(don't|do not) (know|remember|recall)|dunno|not sure|no clue|pata nahi|pata"
                    + " nahin)\\b|पता नहीं");
    private static final Pattern ABOUT = Pattern.compile("\\b(maybe|around|about|roughly|approximately|probably|perhaps"
            + "|i (think|guess|suppose)|something like|close to|nearly|almost|lagbhag|karib|kareeb)\\b|लगभग|करीब");
    private static final Pattern TIME_UNIT = Pattern.compile("(second|minute|hour|day|week|month|year|fortnight)s?"
            + "|saal|sal|mahine|mahina|din|ghante|hafte|साल|महीने|दिन|घंटे|हफ्ते");
    private static final Pattern ASKS_TIME =
            Pattern.compile("\\b(how long|how old|age|old|experience|duration|since when|kab se|umar|umra)\\b|उम्र");
    private static final Set<String> BEFORE = Words.set(
            "is it's its be was about around approximately roughly nearly almost say like maybe just only exactly pay"
                    + " paying pays paid spend spending spends cost costs get got have has i've we've with to total"
                    + " at of makes make rs rupees inr usd dollars and so yes no um uh er probably perhaps usually"
                    + " normally currently now actually wait sorry think guess mean meant hai karib lagbhag kareeb"
                    + " hoga the a an my our that this on for than between or i we there are bring bringing need"
                    + " want take would will than's then well oh give rate earn earning use using approx near close"
                    + " लगभग करीब है मेरा मेरी सिर्फ बस तो sirf bas mera meri to not than by from hundred they're"
                    + " it'll be i'd it'd it comes come came");
    private static final Set<String> AFTER =
            Words.set("out rupees rupee rs inr bucks dollars dollar euros euro pounds pound usd eur gbp percent"
                    + " percentage a an per each"
                    + " every month monthly yearly weekly in on or and but i we please now currently roughly"
                    + " approximately maybe thanks thank for at is was it's hai hain ka ke ki ko rupaye rupay"
                    + " रुपये रुपए है का के की of us total altogether only max so by with when because including"
                    + " kg kgs kilos kilo kilograms km kms kilometres kilometers miles square sq feet ft metres"
                    + " meters litres liters units points to think guess sir madam ji then right yes no not nahi"
                    + " nahin नहीं the that this would will as usually normally probably actually wait sorry");

    private final String text;
    private final AgentQuestion question;
    private final Topic topic;
    private final List<String> asked;

    private NumberAnswer(String text, AgentQuestion question, Topic topic) {
        this.text = Words.normalised(text);
        this.question = question;
        this.topic = topic;
        this.asked = Words.stems(question.text());
    }

    /** @param at where in the text it stands */
    record Said(double value, int at) {}

    /** @param topic what the number is to be of */
    static Optional<Said> in(String text, AgentQuestion question, Topic topic, boolean hindi) {
        return new NumberAnswer(text, question, topic).said(hindi);
    }

    private Optional<Said> said(boolean hindi) {
        List<Mention> mentions = new ArrayList<>();
        for (Mention mention : SpokenNumbers.in(text, hindi, question.isCount())) {
            if (isMeant(mention)) {
                mentions.add(mention);
            }
        }
        return only(corrected(mentions));
    }

    private boolean isMeant(Mention mention) {
        String before = before(mention);
        String after = text.substring(mention.end(), end(mention));
        boolean asksBack = end(mention) < text.length() && text.charAt(end(mention)) == '?';
        boolean unsure = UNSURE.matcher(text).find() && !ABOUT.matcher(before).find();
        return !asksBack
                && !unsure
                && !NOT_BEFORE.matcher(before).find()
                && !NOT_AFTER.matcher(after).find()
                && !NOT_REAL.matcher(before).find()
                && !SOMEBODY_ELSE.matcher(before).find()
                && !(OtherPeople.areSpokenOf(before) && !question.isCount())
                && !(OtherPeople.areSpokenOf(before + " " + after)
                        && TELLS.matcher(after).find()
                        && !question.isCount())
                && !(question.isCount() && countsSomethingElse(before, after))
                && fits(mention.before(), BEFORE)
                && fitsAfter(mention.after());
    }

    private boolean fitsAfter(String word) {
        if (TIME_UNIT.matcher(word).matches()) {
            return isAsked(word)
                    || ASKS_TIME.matcher(Words.normalised(question.text())).find();
        }
        return question.isCount() || fits(word, AFTER);
    }

    private boolean countsSomethingElse(String before, String after) {
        boolean tells = TELLS.matcher(before + " " + after).results().anyMatch(word -> !isAsked(word.group()));
        List<String> words = Words.of(after);
        return tells
                || !words.isEmpty() && !isOfCount(words.get(0)) && !(words.size() > 1 && isCounted(words.get(1)))
                || words.size() > 1 && isCounted(words.get(0)) && !isOfCount(words.get(1));
    }

    private boolean isOfCount(String word) {
        return isCounted(word)
                || AFTER.contains(word)
                || BEFORE.contains(word)
                || AFTER_COUNTED.contains(word)
                || SpokenNumbers.only(word).isPresent()
                || TIME_UNIT.matcher(word).matches();
    }

    private boolean isCounted(String word) {
        String stem = Words.stem(word);
        return isAsked(word)
                || asked.stream().anyMatch(other -> other.length() > 3 && stem.endsWith(other))
                || ASKS_FOR_PEOPLE.matcher(Words.normalised(question.text())).find() && PEOPLE.contains(word);
    }

    private boolean fits(String word, Set<String> usual) {
        return word.isEmpty() || usual.contains(word) || isAsked(word) || question.isCount();
    }

    private boolean isAsked(String word) {
        return asked.contains(Words.stem(word)) || topic.has(word);
    }

    /** What stands after the last correction, where something does. */
    private List<Mention> corrected(List<Mention> mentions) {
        Matcher corrections = YesOrNo.CORRECTION.matcher(text);
        int last = 0;
        while (corrections.find()) {
            last = corrections.end();
        }
        for (int i = 1; i < mentions.size(); i++) {
            String between =
                    text.substring(mentions.get(i - 1).end(), mentions.get(i).start());
            if (NO_BETWEEN.matcher(between).find()) {
                last = Math.max(last, mentions.get(i - 1).end());
            }
        }
        int from = last;
        List<Mention> after =
                mentions.stream().filter(mention -> mention.start() >= from).toList();
        return after.isEmpty() ? mentions : after;
    }

    private Optional<Said> only(List<Mention> mentions) {
        List<Mention> ofTopic = mentions.stream()
                .filter(mention -> topic.fit(before(mention) + " " + text.substring(mention.end(), end(mention))) > 0)
                .toList();
        List<Mention> left = distinct(mentions) > 1 ? ofTopic : mentions;
        return left.isEmpty() || distinct(left) > 1 || !left.get(0).isClear()
                ? Optional.empty()
                : Optional.of(new Said(left.get(0).value(), left.get(0).start()));
    }

    private static long distinct(List<Mention> mentions) {
        return mentions.stream().map(Mention::value).distinct().count();
    }

    /** The mention's clause up to it. */
    private String before(Mention mention) {
        Matcher separators = SEPARATOR.matcher(text).region(0, mention.start());
        int from = 0;
        while (separators.find()) {
            from = separators.end();
        }
        return text.substring(from, mention.start());
    }

    private int end(Mention mention) {
        Matcher separators = SEPARATOR.matcher(text);
        return separators.find(mention.end()) ? separators.start() : text.length();
    }
}
