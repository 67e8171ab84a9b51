package com.osmtalk.voice.analysis;

import com.osmtalk.api.PostCallAnalysis.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The form that a text has to have for some fields: an email address, a date, the name of a day. */
enum TextForm {
    /** Written, or spoken as "bob at example dot org". */
    EMAIL(
            "email|e_mail|mail",
            "e-?mail",
            "[\\w.%+-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,6}"
                    + "|(?<=^|[,.;\\n] ?|\\b(?:is|it's|its|to|email|mail|address|yes|no|sorry) )"
                    + "[\\w.-]{1,64}(?: (?:dot|underscore|dash|hyphen) [\\w-]{1,64}){0,6}"
                    + " (?:at|@) [\\w-]{1,63}(?: dot [\\w-]{1,63}){1,6}"),
    PHONE(
            "phone|mobile|telephone|phone_number|mobile_number|telephone_number",
            "(?:phone|mobile|telephone) number",
            "(?<![\\w@.-])\\+?\\(?\\p{Nd}(?:[ ()-]{0,2}\\p{Nd}){6,14}(?![\\w@-])"
                    + "|\\b(?:(?:double |triple )?(?:zero|oh|one|two|three|four|five|six|seven|eight"
                    + "|nine)[ ,]{0,2}){7,16}"),
    URL(
            "url|website|web_site|web_address|homepage",
            "url|website|web address",
            "(?:https?://|(?<![\\w@.]))(?:[\\w-]{1,63}\\.){1,8}[a-z]{2,24}(?:/[^\\s,]*[\\w/])?(?!\\w*@)"
                    + "|\\b[\\w-]{1,63}(?: dot [\\w-]{1,63}){0,6} dot (?:com|org|net|in|io|de|eu|info|biz|app|dev|co)"
                    + "(?: dot uk)?\\b"),
    BIRTHDAY("date_of_birth|birth_date|birthday|birthdate|dob", "date of birth|birthday", Dates.DATE),
    DATE("date", "date", Dates.DATE + "|" + Dates.DAY),
    DAY("day|weekday", "day of the week|weekday|which day", Dates.DATE + "|" + Dates.DAY);

    private static final Pattern CLAUSE_END = Pattern.compile("[,;!?।\\n]|\\.(?=\\s|$)|\\bbut\\b");
    private static final Pattern DENIED = Pattern.compile(
            "\\b(not|never|no|none|nor|except|instead of|if|used to|cannot" + "|nahi|nahin|old)\\b|n't\\b|नहीं");
    private static final Pattern NO_BETWEEN = Pattern.compile("\\b(no|nahi)\\b|नहीं");
    /** What stands beside a day that is named as the answer; "I am busy today" names none. */
    private static final Set<String> BESIDE_A_DAY = Words.set("a an the on for it it's its is was be would will works"
            + " work suits suit me us my our best better please fine good great okay ok perfect i i'd i'll i'm we we'd"
            + " we'll can could do come like love prefer take let's let say make think maybe perhaps probably this next"
            + " coming in at around after before by to of and then well oh um uh yes yeah sure so how about morning"
            + " afternoon evening noon night early late half past quarter am pm o'clock thanks thank you one two three"
            + " four five six seven eight nine ten eleven twelve born that just free available ko hai thik theek"
            + " everything don't mind would've right with actually");

    private final Pattern names;
    private final Pattern descriptions;
    private final Pattern form;

    TextForm(String names, String descriptions, String form) {
        this.names = Pattern.compile(
                "(?:.*_)?(?:" + names + ")(?:_(?:address|number|no|id|wish|preference|of_.*|for_.*|to_.*|\\d+))?");
        this.descriptions = Pattern.compile("\\b(?:" + descriptions + ")\\b");
        this.form = Pattern.compile(form);
    }

    /** @param at where in the text it stands */
    record Said(String text, int at) {}

    private static final class Dates {
        private static final String MONTH = "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
                + "|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
                + "|जनवरी|फरवरी|मार्च|अप्रैल|मई"
                + "|जून|जुलाई|अगस्त|सितंबर|अक्टूबर|नवंबर|दिसंबर)";
        private static final String NTH = "(?:\\p{Nd}{1,2}(?:st|nd|rd|th)?|(?:twenty|thirty)?[ -]?(?:first|second|third"
                + "|fourth|fifth|sixth|seventh|eighth|ninth)|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth"
                + "|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)";
        private static final String YEAR = "(?:,? (?:of )?(?:\\p{Nd}{4}|(?:nineteen|twenty|two thousand)"
                + "(?:[ -](?:and|[a-z]*teen|[a-z]*ty|ten|eleven|twelve|one|two|three|four|five|six|seven|eight"
                + "|nine|oh)){1,4}))?";
        private static final String WEEKDAY = "(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|somvar|mangalvar|budhvar"
                + "|guruvar|shukravar|shanivar|ravivar|सोमवार|मंगलवार|बुधवार|गुरुवार|शुक्रवार|शनिवार|रविवार)";
        private static final String ALONE = "(?<![\\p{L}\\p{M}\\p{N}])";
        private static final String END = "(?![\\p{L}\\p{M}\\p{N}])";

        static final String DATE = ALONE + "(?:(?:" + WEEKDAY + ",? )?(?:the )?" + NTH + " (?:of )?" + MONTH + YEAR
                + "|(?:" + WEEKDAY + ",? )?" + MONTH + " (?:the )?" + NTH + YEAR
                + "|\\p{Nd}{1,2}[./-]\\p{Nd}{1,2}[./-](?:\\p{Nd}{4}|\\p{Nd}{2})|\\p{Nd}{4}-\\p{Nd}{1,2}-\\p{Nd}{1,2})"
                + END;
        static final String DAY = ALONE + "(?:(?:(?:this|next|coming) )?" + WEEKDAY
                + "|(?:the )?day after tomorrow"
                + "|tomorrow|today|the \\p{Nd}{1,2}(?:st|nd|rd|th)|kal|parso|aaj|कल|परसों|आज)"
                + END;
    }

    /** Whether it names a day. */
    boolean isDay() {
        return this == DATE || this == DAY || this == BIRTHDAY;
    }

    /** The form that a field's name asks for, or its description where it names one alone. */
    static Optional<TextForm> of(Field field) {
        String name = String.join("_", Words.of(field.name()));
        Optional<TextForm> named = Stream.of(values())
                .filter(form -> form.names.matcher(name).matches() && !name.endsWith("time_of_day"))
                .findFirst();
        if (named.isPresent() || field.description() == null) {
            return named;
        }
        String description = Words.normalised(field.description());
        List<TextForm> described = Stream.of(values())
                .filter(form -> form.descriptions.matcher(description).find())
                .toList();
        return described.isEmpty() || described.size() > 1 && described.get(0) != BIRTHDAY
                ? Optional.empty()
                : Optional.of(described.get(0));
    }

    /** The one text of this form that an answer gives: after its last correction, and not another's. */
    Optional<Said> in(String answer) {
        String text = Words.normalised(answer);
        List<MatchResult> all = form.matcher(text)
                .results()
                .filter(found -> isGiven(text, found))
                .toList();
        int from = 0;
        Matcher corrections = YesOrNo.CORRECTION.matcher(text);
        while (corrections.find()) {
            from = corrections.end();
        }
        for (int i = 1; i < all.size(); i++) {
            String between = text.substring(all.get(i - 1).end(), all.get(i).start());
            from = NO_BETWEEN.matcher(between).find()
                    ? Math.max(from, all.get(i - 1).end())
                    : from;
        }
        List<MatchResult> after = new ArrayList<>(all);
        int last = from;
        after.removeIf(found -> found.start() < last);
        List<MatchResult> left = after.isEmpty() ? all : after;
        return left.stream().map(MatchResult::group).distinct().count() == 1
                ? Optional.of(new Said(
                        answer.substring(left.get(0).start(), left.get(0).end()).strip(),
                        left.get(0).start()))
                : Optional.empty();
    }

    private boolean isGiven(String text, MatchResult found) {
        int start = 0;
        Matcher before = CLAUSE_END.matcher(text).region(0, found.start());
        while (before.find()) {
            start = before.end();
        }
        Matcher corrections = YesOrNo.CORRECTION.matcher(text).region(0, found.start());
        while (corrections.find()) {
            start = Math.max(start, corrections.end());
        }
        Matcher ends = CLAUSE_END.matcher(text);
        int end = ends.find(found.end()) ? ends.start() : text.length();
        String lead = text.substring(start, found.start());
        String clause = lead + " " + text.substring(found.end(), end);
        boolean asksBack = text.substring(found.end()).matches("(?s)[^.!\\n]*\\?.*");
        boolean denied = DENIED.matcher(lead.replaceFirst("^\\W*no (?=i|we|it|that)", ""))
                .find();
        boolean plain = this != DAY && this != DATE
                || Words.of(clause).stream()
                        .allMatch(word -> BESIDE_A_DAY.contains(word) || word.matches("\\p{Nd}+(am|pm)?"));
        return !asksBack && !denied && plain && !OtherPeople.areSpokenOf(clause);
    }
}
