package com.osmtalk.voice.analysis;

import com.osmtalk.api.PostCallAnalysis.Field;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.voice.brain.Intent;
import com.osmtalk.voice.brain.SentenceSplitter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the values of declared fields in a conversation, each with the line that gives it: in the answer to the
 * question that speaks of what the field is about, or in what the caller says of it unasked.
 *
 * <p>A field that words do not give has no value. That it is required, or that the call went well, gives it none.
 */
final class FieldRules {
    private static final Pattern TIME = Pattern.compile(
            "(?i)\\b(tomorrow|tonight|monday|tuesday|wednesday|thursday|friday|saturday|sunday|next week|morning"
                    + "|afternoon|evening|noon|o'?clock|\\d{1,2}(:\\d\\d)? ?[ap]\\.?m|kal|parso|subah|shaam|dopahar"
                    + "|\\d{1,2} baje)\\b|कल|परसों|सुबह|शाम|दोपहर|बजे");
    private static final Pattern INTERESTED = Pattern.compile("\\b(i'm|i am|we're|we are) (\\w+ )?interested\\b");
    private static final Pattern ASKS_FOR_CALLBACK = Pattern.compile("\\bcall( you)? back\\b|\\bcallback\\b");
    private static final Pattern NOTHING_SAID = Pattern.compile("\\W*");
    private static final Pattern GIVES_NOTHING = Pattern.compile("\\b(that's|that is|it's|this is) (private|personal"
            + "|confidential|secret|none of)\\b|\\b(you|they) (already )?(have|got|know) (it|that|them|this)\\b"
            + "|\\b(on|in) (your|my) (file|system|records?|account)\\b|\\blook it up\\b"
            + "|\\b(don't|do not|haven't|have not) (have|got|own|use) (one|it|any|that|an?)\\b|\\bhave none\\b"
            + "|\\b(won't|will not|not going to|don't want to|don't wish to|refuse to|can't|cannot) "
            + "(say|tell|give|share|answer|disclose|discuss|remember)\\b|\\bno comment\\b|\\bwho wants to know\\b"
            + "|\\bto myself\\b|\\bnever mind\\b"
            + "|\\b(skip|pass on) (it|that|this)\\b|^\\W*(skip|pass|next)\\W*$|\\bwhy (do|would|should)\\b");
    private static final Pattern NO_ALONE =
            Pattern.compile("\\W*(no|nope|nah|not really|nahi|nahin|नहीं)(,? (sorry|thanks|thank you|i don't))?\\W*");
    private static final Pattern ASKS_FOR_A_PERSON_OR_STORY = Pattern.compile("\\b(who|whom|whose|why|how come"
            + "|what happened|reason|problem|issue|matter|about|describe|comments?|feedback|contact|complaint)\\b");
    private static final Pattern STARTS_WITH_CORRECTION = Pattern.compile(
            "^\\W*((no|oh|sorry|hmm|um|uh)\\b\\W*){0,2}(wait|i mean|i meant|actually|correction|make that"
                    + "|sorry|scratch that|let me correct)\\b");

    private final TranscriptReview review;
    private final boolean hindi;

    /** @param hindi whether the agent speaks Hindi */
    FieldRules(TranscriptReview review, boolean hindi) {
        this.review = review;
        this.hindi = hindi;
    }

    /** What one exchange shows: a value, that there is none, or nothing (null in its place). */
    private record Shown<T>(@Nullable Finding<T> finding) {
        static <T> Shown<T> denied() {
            return new Shown<>(null);
        }
    }

    /** Up to here each whole number has a double of its own. */
    private static final double LARGEST_WHOLE = 1L << 53;

    /** Names of fields for how many or how often, and not for what these are like. */
    private static final String COUNTS =
            ".*(?:^|_)(?:counts?|numbers?|many|quantity|frequency|times|how_often|per_(?:day|week|month"
                    + "|year))(?:_.*|$)";

    @FunctionalInterface
    private interface Reading<T> {
        /** @return null when the exchange shows nothing */
        @Nullable
        Shown<T> of(QuestionAndAnswer exchange);
    }

    /** The value in the field's declared type; empty when nobody said it. */
    Optional<Finding<Object>> value(Field field) {
        Topic topic = new Topic(field.name(), field.description());
        return switch (field.type()) {
            case BOOLEAN -> bool(field, topic).map(FieldRules::any);
            case NUMBER -> number(topic).map(FieldRules::any);
            case INTEGER -> number(topic).flatMap(FieldRules::whole);
            case DATE -> date(field, topic).map(FieldRules::any);
            case STRING -> text(field, topic).map(FieldRules::any);
            case ENUM -> choice(field, topic).map(FieldRules::any);
        };
    }

    private static Finding<Object> any(Finding<?> finding) {
        return new Finding<>(finding.value(), finding.line());
    }

    /** "Two and a half" is no answer to what is counted. */
    private static Optional<Finding<Object>> whole(Finding<Double> number) {
        double value = number.value();
        return value == Math.rint(value) && Math.abs(value) <= LARGEST_WHOLE
                ? Optional.of(new Finding<>((long) value, number.line()))
                : Optional.empty();
    }

    private Optional<Finding<String>> date(Field field, Topic topic) {
        TextForm form = TextForm.of(field).filter(TextForm::isDay).orElse(TextForm.DATE);
        return latest(topic, exchange -> formed(exchange, form))
                .map(said -> new Finding<>(SpokenDates.calendar(said.value()), said.line()));
    }

    private Optional<Finding<Boolean>> bool(Field field, Topic topic) {
        Optional<Finding<Boolean>> answered = latest(topic, exchange -> yesOrNo(exchange, field, topic));
        if (answered.isPresent()) {
            return answered;
        }
        if (topic.isJust(Words.stem("callback"))) {
            return review.wishForACallback().map(line -> new Finding<>(true, line.index()));
        }
        if (topic.isJust(Words.stem("interested")) && !isNegative(field)) {
            return review.lackOfInterest()
                    .map(line -> new Finding<>(false, line.index()))
                    .or(() -> said(INTERESTED).map(line -> new Finding<>(true, line.index())));
        }
        String name = String.join("_", Words.of(field.name()));
        return name.matches(".*(opt(ed)?_?out|do_not_call|unsubscribe).*")
                ? review.optOut().map(line -> new Finding<>(true, line.index()))
                : Optional.empty();
    }

    private @Nullable Shown<Boolean> yesOrNo(QuestionAndAnswer exchange, Field field, Topic topic) {
        if (!isAsked(topic, exchange)
                && isNegative(field) != exchange.question().isNegative()
                && isNegative(field)) {
            return null;
        }
        return new YesOrNo(exchange.question(), exchange.isAskedAlone())
                .in(exchange.text())
                .map(said -> new Shown<>(new Finding<>(said.yes(), exchange.lineAt(said.at()))))
                .orElse(null);
    }

    /** "not_interested": a yes to the question it is about may mean either of its values. */
    static boolean isNegative(Field field) {
        return Words.of(field.name()).stream()
                .anyMatch(word -> word.matches("not?|non|never|un(able|willing|available|interested)|declined|refused"
                        + "|rejected|cancelled|canceled|without|denied"));
    }

    private Optional<Finding<Double>> number(Topic topic) {
        Optional<Finding<Double>> answered = latest(topic, exchange -> number(exchange, topic));
        Optional<Finding<Double>> unasked = unaskedNumber(topic);
        boolean later = unasked.isPresent()
                && answered.map(finding -> finding.line() < unasked.get().line())
                        .orElse(true);
        return later ? unasked : answered;
    }

    private @Nullable Shown<Double> number(QuestionAndAnswer exchange, Topic topic) {
        AgentQuestion question = exchange.question();
        Optional<NumberAnswer.Said> said = NumberAnswer.in(exchange.text(), question, topic, hindi);
        if (said.isPresent()) {
            return new Shown<>(
                    new Finding<>(said.get().value(), exchange.lineAt(said.get().at())));
        }
        // "So your bill is 200?"
        Optional<NumberAnswer.Said> proposed =
                NumberAnswer.in(question.text().replaceAll("\\?+$", ""), question, topic, hindi);
        if (proposed.isEmpty()) {
            return null;
        }
        return new YesOrNo(question, exchange.isAskedAlone())
                .in(exchange.text())
                .map(answer -> answer.yes()
                        ? new Shown<>(new Finding<>(proposed.get().value(), exchange.lineAt(answer.at())))
                        : Shown.<Double>denied())
                .orElse(null);
    }

    /** "My bill is about 200", in whatever answer it stands. */
    private Optional<Finding<Double>> unaskedNumber(Topic topic) {
        Finding<Double> found = null;
        for (TranscriptEntry line : review.callerLines()) {
            for (String sentence : line.text().split("(?<=[.!?;\\n])\\s")) {
                if (topic.fit(sentence) > 0 && !sentence.strip().endsWith("?")) {
                    Optional<NumberAnswer.Said> said =
                            NumberAnswer.in(sentence, new AgentQuestion(sentence), topic, hindi);
                    found = said.isPresent() ? new Finding<>(said.get().value(), line.index()) : found;
                }
            }
        }
        return Optional.ofNullable(found);
    }

    private Optional<Finding<String>> text(Field field, Topic topic) {
        String name = String.join("_", Words.of(field.name()));
        if (name.equals("next_action") || name.equals("next_step")) {
            return nextActions()
                    .map(action -> new Finding<>(action.value().get(0), action.line()))
                    .or(() -> latest(topic, exchange -> isAsked(topic, exchange) ? quoted(exchange) : null));
        }
        if (name.contains("callback") || name.contains("call_back")) {
            return callbackTime(review).or(() -> latest(topic, this::quoted));
        }
        return TextForm.of(field)
                // whoever asks "which day, and when?" wants more than the day
                .map(form -> latest(
                        topic,
                        exchange ->
                                form.isDay() && isAsked(topic, exchange) ? quoted(exchange) : formed(exchange, form)))
                .orElseGet(() -> latest(topic, this::quoted));
    }

    /** The part of the answer that has the form; of "bob at home, bob@example.org" the address. */
    private @Nullable Shown<String> formed(QuestionAndAnswer exchange, TextForm form) {
        return form.in(exchange.text())
                .map(said -> new Shown<>(new Finding<>(said.text(), exchange.lineAt(said.at()))))
                .orElse(null);
    }

    /** The caller's answer as it is, without what they ask back after it. */
    private @Nullable Shown<String> quoted(QuestionAndAnswer exchange) {
        String answer =
                withoutQuestionsAtItsEnd(exchange.text().replace('\n', ' ').strip());
        return !isAnswered(exchange)
                        || isRefused(exchange)
                        || exchange.isEvaded()
                        || exchange.isYesAlone()
                        || isUngiven(exchange)
                        || NOTHING_SAID.matcher(answer).matches()
                ? null
                : new Shown<>(new Finding<>(answer, exchange.answer().get(0).index()));
    }

    /** Empty where nothing is answered before: "Hm. Why do you ask?" is one question. */
    private static String withoutQuestionsAtItsEnd(String answer) {
        if (!answer.endsWith("?")) {
            return answer;
        }
        List<String> sentences = new ArrayList<>(SentenceSplitter.of(answer));
        while (!sentences.isEmpty() && sentences.get(sentences.size() - 1).endsWith("?")) {
            sentences.remove(sentences.size() - 1);
        }
        String left = String.join(" ", sentences);
        return Words.of(left).size() < 2 || Evidence.isNoAnswer(left) ? "" : left;
    }

    /** A refusal, a no alone, or words about somebody else where nobody was asked for. */
    private static boolean isUngiven(QuestionAndAnswer exchange) {
        String said = Words.normalised(exchange.text());
        boolean others = OtherPeople.areSpokenOf(said)
                && !ASKS_FOR_A_PERSON_OR_STORY
                        .matcher(Words.normalised(exchange.question().text()))
                        .find();
        return GIVES_NOTHING.matcher(said).find()
                || NO_ALONE.matcher(said).matches()
                || others
                || exchange.siblings().size() > 1 && !exchange.isAskedAlone();
    }

    /** "No", where something was asked for: not what it is. */
    private static boolean isRefused(QuestionAndAnswer exchange) {
        return exchange.question().isRequest()
                && exchange.text().strip().matches("(?i)(no|nope|nahi|no,? (sorry|thanks|thank you))\\W*");
    }

    /** Whether the caller took up what was asked. */
    static boolean isAnswered(QuestionAndAnswer exchange) {
        return exchange.answer().stream().map(TranscriptEntry::text).anyMatch(said -> switch (Intent.of(said)) {
            case YES, NO, KEYPAD, STATEMENT -> true;
            case QUESTION -> said.matches("(?s).*[.,!].*");
            case OPT_OUT, HUMAN, NOT_INTERESTED, CALLBACK, REPEAT, WHO, GREETING, GOODBYE -> false;
        });
    }

    /** The last line that names a time after a callback was asked for: what it means is for a person to read. */
    static Optional<Finding<String>> callbackTime(TranscriptReview review) {
        return review.wishForACallback()
                .flatMap(wish -> review.callerLines().stream()
                        .filter(line -> line.index() >= wish.index()
                                && TIME.matcher(line.text()).find())
                        .reduce((first, second) -> second)
                        .map(line -> new Finding<>(line.text(), line.index())));
    }

    private Optional<Finding<String>> choice(Field field, Topic topic) {
        List<String> allowed = Objects.requireNonNullElse(field.enumValues(), List.of());
        String name = String.join("_", Words.of(field.name()));
        Choice choice = new Choice(allowed, name.matches(COUNTS));
        if (name.matches(".*(next_action|next_step|outcome|disposition).*")) {
            Optional<Finding<String>> action = nextActions()
                    .flatMap(actions -> actions.value().stream()
                            .flatMap(usual -> choice.called(usual).stream())
                            .findFirst()
                            .map(value -> new Finding<>(value, actions.line())));
            if (action.isPresent()) {
                return action;
            }
        }
        return latest(topic, exchange -> choice(exchange, choice, topic)).or(() -> unasked(choice, topic));
    }

    private @Nullable Shown<String> choice(QuestionAndAnswer exchange, Choice choice, Topic topic) {
        Optional<Choice.Said> named = choice.in(exchange.text());
        if (named.isPresent()) {
            return new Shown<>(new Finding<>(
                    named.get().value(), exchange.lineAt(named.get().at())));
        }
        Optional<NumberAnswer.Said> number = NumberAnswer.in(exchange.text(), exchange.question(), topic, hindi);
        Optional<String> counted = number.flatMap(said -> choice.numbered(said.value()));
        if (counted.isPresent()) {
            return new Shown<>(
                    new Finding<>(counted.get(), exchange.lineAt(number.get().at())));
        }
        return new YesOrNo(exchange.question(), exchange.isAskedAlone())
                .in(exchange.text())
                .map(answer -> choice.answered(answer.yes(), exchange.question().text())
                        .map(value -> new Shown<>(new Finding<>(value, exchange.lineAt(answer.at()))))
                        .orElse(null))
                .orElse(null);
    }

    /** "I want the premium plan", where nobody asked for the plan. */
    private Optional<Finding<String>> unasked(Choice choice, Topic topic) {
        return review.callerLines().stream()
                .filter(line -> topic.fit(line.text()) > 0)
                .flatMap(line -> choice.in(line.text()).stream().map(said -> new Finding<>(said.value(), line.index())))
                .reduce((first, second) -> second);
    }

    /** What the caller wants to happen next, by the names that such actions usually have. */
    private Optional<Finding<List<String>>> nextActions() {
        return review.optOut()
                .map(line -> new Finding<>(List.of("do_not_call", "opt_out", "remove", "dnc"), line.index()))
                .or(() -> review.lackOfInterest().map(line -> new Finding<>(List.of("not_interested"), line.index())))
                .or(() -> wishForACallback()
                        .map(line -> new Finding<>(List.of("callback_later", "callback", "call_back"), line)))
                .or(() -> review.wishForAPerson()
                        .map(line -> new Finding<>(List.of("transfer_to_human", "human", "escalate"), line.index())));
    }

    /** Asked for by the caller, or offered by the agent and taken. */
    private Optional<Integer> wishForACallback() {
        return review.wishForACallback()
                .map(TranscriptEntry::index)
                .or(() -> review.exchanges().stream()
                        .filter(exchange -> ASKS_FOR_CALLBACK
                                .matcher(Words.normalised(exchange.question().text()))
                                .find())
                        .flatMap(exchange -> new YesOrNo(exchange.question(), exchange.isAskedAlone())
                                .in(exchange.text()).stream()
                                        .filter(YesOrNo.Said::yes)
                                        .map(said -> exchange.lineAt(said.at())))
                        .findFirst());
    }

    private Optional<TranscriptEntry> said(Pattern words) {
        return review.callerLines().stream()
                .filter(line -> words.matcher(Words.normalised(line.text())).find()
                        && !line.text().strip().endsWith("?"))
                .findFirst();
    }

    /**
     * What the last exchange about a topic shows that shows anything; a correction that begins the next answer belongs
     * to it.
     */
    private <T> Optional<Finding<T>> latest(Topic topic, Reading<T> reading) {
        List<QuestionAndAnswer> all = review.exchanges();
        int best = all.stream().mapToInt(exchange -> fit(topic, exchange)).max().orElse(0);
        List<QuestionAndAnswer> about = new ArrayList<>(all.stream()
                .filter(exchange -> fit(topic, exchange) > 0 && 2 * fit(topic, exchange) >= best)
                .toList());
        about.sort(Comparator.comparing(QuestionAndAnswer::lastLine).reversed());
        for (QuestionAndAnswer exchange : about) {
            Shown<T> corrected = correction(exchange).map(reading::of).orElse(null);
            Shown<T> shown = corrected == null ? reading.of(exchange) : corrected;
            if (shown != null) {
                return Optional.ofNullable(shown.finding());
            }
        }
        return Optional.empty();
    }

    /** Whether the question was the field's very own. */
    private static boolean isAsked(Topic topic, QuestionAndAnswer exchange) {
        return topic.isTheQuestion(exchange.question().text());
    }

    private static int fit(Topic topic, QuestionAndAnswer exchange) {
        return topic.fit(exchange.question().text());
    }

    /** "No wait, 300", said when the agent had already asked the next question. */
    private Optional<QuestionAndAnswer> correction(QuestionAndAnswer exchange) {
        List<QuestionAndAnswer> all = review.exchanges();
        int next = all.indexOf(exchange) + 1;
        boolean corrects = !exchange.question().isYesOrNo()
                && next < all.size()
                && all.get(next).question().isYesOrNo()
                && STARTS_WITH_CORRECTION
                        .matcher(Words.normalised(all.get(next).text()))
                        .find();
        return corrects
                ? Optional.of(new QuestionAndAnswer(
                        exchange.question(), exchange.siblings(), all.get(next).answer()))
                : Optional.empty();
    }
}
