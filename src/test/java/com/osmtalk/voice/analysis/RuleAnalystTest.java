package com.osmtalk.voice.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.api.Analysis;
import com.osmtalk.api.AnalysisStatus;
import com.osmtalk.api.PostCallAnalysis;
import com.osmtalk.api.PostCallAnalysis.Field;
import com.osmtalk.api.PostCallAnalysis.FieldType;
import com.osmtalk.api.RequestedCallback;
import com.osmtalk.api.Sentiment;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.api.TranscriptRole;
import com.osmtalk.voice.TestAgent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleAnalystTest {
    /** Agent and caller by turns. */
    private static List<TranscriptEntry> talk(String... lines) {
        List<TranscriptEntry> transcript = new ArrayList<>();
        for (String line : lines) {
            boolean agent = transcript.size() % 2 == 0;
            transcript.add(new TranscriptEntry(
                    transcript.size(),
                    agent ? TranscriptRole.AGENT : TranscriptRole.CALLER,
                    line,
                    1_000L * transcript.size(),
                    null));
        }
        return transcript;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "I'm busy, call me back tomorrow at 5.          | I'm busy, call me back tomorrow at 5.",
                "Could you ring me on Thursday morning, please? | Could you ring me on Thursday morning, please?",
                "Please call back later.                        | -",
            })
    void aCallbackThatWasAskedForIsToldInTheirWords(String said, String when) {
        RequestedCallback asked =
                analyse(talk("Hello, do you have a minute?", said)).callback();

        assertThat(asked.lineIndex()).isOne();
        assertThat(asked.when()).isEqualTo(when);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Yes, tomorrow at 5 is fine.",
                "I'll call you back tomorrow.",
                "Please don't call me back.",
                "Stop calling me. Never call me again.",
                "They did call me back on Monday.",
                "No, thank you."
            })
    void noCallbackIsMadeUp(String said) {
        assertThat(analyse(talk("Hello, shall we call you back tomorrow?", said))
                        .callback())
                .isNull();
    }

    private static Analysis analyse(List<TranscriptEntry> transcript, Field... fields) {
        PostCallAnalysis wanted = new PostCallAnalysis(true, List.of(fields), null, true, true, true, null, null);
        return new RuleAnalyst()
                .analyse(TestAgent.reminder().analysis(wanted).build(), transcript)
                .toCompletableFuture()
                .join();
    }

    private static Field field(String name, FieldType type, String... values) {
        return new Field(name, type, values.length == 0 ? null : List.of(values), null, null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Thursday at three works.         | Thursday",
                "The third of December, 2026.     | 2026-12-03",
                "December 3rd, 2026.              | 2026-12-03",
                "Thursday, 3 December 2026.       | 2026-12-03",
                "On 2026-12-03.                   | 2026-12-03",
                "The third of December.           | The third of December",
                "On 03/04/2026.                   | 03/04/2026",
                "The thirty-first of April, 2026. | The thirty-first of April, 2026",
            })
    void aDateIsOfTheCalendarWhereAllOfItIsSaid(String answer, String date) {
        Field field = new Field("moved_to", FieldType.DATE, null, "Which day is it now?", false);

        Analysis analysis = analyse(talk("Hello. Which day is it now?", answer), field);

        assertThat(analysis.fields()).containsOnly(Map.entry("moved_to", date));
        assertThat(analysis.lines()).isEqualTo(Map.of("moved_to", 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"I don't know yet.", "Whenever you like.", "Monday or Tuesday.", "Not on Monday."})
    void noDayIsNoDate(String answer) {
        Field field = new Field("moved_to", FieldType.DATE, null, "Which day is it now?", false);

        Analysis analysis = analyse(talk("Which day is it now?", answer), field);

        assertThat(analysis.notSaid()).containsExactly("moved_to");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Am I speaking with Ravi? | Speaking. | true",
                "Is this the clinic? | Speaking! | true",
                "Will you come on Thursday? | Speaking. | ",
                "Would you like a reminder? | Yes, speaking. | true",
                "Can you confirm your appointment on Thursday? | I never asked for this. | ",
                "Can you confirm your appointment on Thursday? | I never agreed to that. | ",
                "Can you confirm your appointment on Thursday? | Who told you that? | ",
                "Can you confirm your appointment on Thursday? | I don't know about any appointment. | ",
                "Do you confirm the order? | I never ordered anything. | ",
                "Do you confirm the order? | I'm not sure what you mean. | ",
            })
    void noYesIsMadeOfWordsThatAreNone(String question, String answer, Boolean value) {
        Field field = new Field("confirmed", FieldType.BOOLEAN, null, question, false);

        Analysis analysis = analyse(talk("Hello. " + question, answer), field);

        assertThat(analysis.fields().get("confirmed")).isEqualTo(value);
    }

    @Test
    void anIntegerIsAWholeNumber() {
        List<TranscriptEntry> talk =
                talk("How many seats are left?", "Twelve.", "How many hours does it take?", "Two and a half hours.");

        Analysis analysis =
                analyse(talk, field("seats_left", FieldType.INTEGER), field("hours_it_takes", FieldType.INTEGER));

        assertThat(analysis.fields()).containsOnly(Map.entry("seats_left", 12L));
        assertThat(analysis.notSaid()).containsExactly("hours_it_takes");
    }

    @ParameterizedTest
    @CsvSource({"cancelled, Yes it is., true", "not_available, No., false", "declined, 'Yes, it was.', true"})
    void aYesToTheFieldsOwnQuestionIsAYesHoweverTheFieldIsCalled(String name, String answer, boolean value) {
        Field field = new Field(name, FieldType.BOOLEAN, null, "Is the subscription cancelled?", false);

        assertThat(analyse(talk("Is the subscription cancelled?", answer), field)
                        .fields())
                .containsOnly(Map.entry(name, value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "new_date    | When is it now?           | Thursday at ten.        | Thursday at ten.",
                "next_step   | What happens next?        | We send you a form.     | We send you a form.",
                "email       | How can we write to you?  | It's bob@example.org    | bob@example.org",
                "ref         | What is the reference?    | It is A B 12.           | It is A B 12.",
            })
    void textIsWhatWasAnsweredToTheFieldsOwnQuestion(String name, String question, String answer, String value) {
        Field field = new Field(name, FieldType.STRING, null, question, false);

        assertThat(analyse(talk(question, answer), field).fields()).containsOnly(Map.entry(name, value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "How much is the fee?                | It's 45 dollars.          | 45",
                "Is there a fee, and how much is it? | Yes, twenty dollars.      | 20",
                "What does it cost?                  | A hundred and fifty.      | 150",
                "Could you tell me the price, please? | That would be 12.50.     | 12.5",
            })
    void aNumberIsFoundInTheAnswerToTheFieldsOwnQuestion(String question, String answer, double value) {
        Field field = new Field("it", FieldType.NUMBER, null, question, false);

        assertThat(analyse(talk(question, answer), field).fields()).containsOnly(Map.entry("it", value));
    }

    @Test
    void aQuestionThatIsTheDescriptionIsTheFieldsWhateverItsWords() {
        List<TranscriptEntry> talk =
                talk("Is it open?", "Yes, it is.", "And on Sunday: is it open?", "No, it isn't.", "And now?", "Sure.");

        Analysis analysis = analyse(
                talk,
                new Field("a", FieldType.BOOLEAN, null, "Is it open?", false),
                new Field("b", FieldType.BOOLEAN, null, "One more thing. And on Sunday: is it open?", false),
                new Field("c", FieldType.BOOLEAN, null, "Is it closed?", false));

        assertThat(analysis.fields()).containsOnly(Map.entry("a", true), Map.entry("b", false));
        assertThat(analysis.notSaid()).containsExactly("c");
    }

    @Test
    void declaredFieldsAreFoundInTheAnswersTheyBelongToAndAbsentOtherwise() {
        Analysis analysis = analyse(
                talk(
                        "Hello. Can you attend on Monday?",
                        "Yes, I can.",
                        "How many guests will you bring?",
                        "Three, I think.",
                        "Which meal do you prefer, vegetarian or fish?",
                        "Fish, please.",
                        "Do you have any allergies?",
                        "No, none.",
                        "Thank you. Goodbye.",
                        "Bye."),
                field("attending", FieldType.BOOLEAN),
                field("guestCount", FieldType.NUMBER),
                field("meal", FieldType.ENUM, "vegetarian", "fish"),
                field("allergies", FieldType.BOOLEAN),
                field("meal_wish", FieldType.STRING),
                field("shoe_size", FieldType.NUMBER),
                field("lead_qualified", FieldType.BOOLEAN));

        assertThat(analysis.status()).isEqualTo(AnalysisStatus.DONE);
        assertThat(analysis.analyzedBy()).isEqualTo("rules");
        assertThat(analysis.fields())
                .containsOnly(
                        Map.entry("attending", true),
                        Map.entry("guestCount", 3.0),
                        Map.entry("meal", "fish"),
                        Map.entry("allergies", false),
                        Map.entry("meal_wish", "Fish, please."));
        assertThat(analysis.lines())
                .isEqualTo(Map.of("attending", 1, "guestCount", 3, "meal", 5, "meal_wish", 5, "allergies", 7));
        assertThat(analysis.notSaid()).containsExactly("shoe_size", "lead_qualified");
        assertThat(analysis.summary())
                .isEqualTo(
                        "The person answered 4 questions. To \"Do you have any allergies?\" they said \"No, none.\"");
    }

    @Test
    void aCallbackIsTheNextAction() {
        Analysis analysis = analyse(
                talk(
                        "Hello. Do you have a minute?",
                        "I am in a meeting, call me back.",
                        "When would be good?",
                        "Tomorrow at three."),
                field("next_action", FieldType.ENUM, "none", "callback_later", "escalate"),
                field("lead_qualified", FieldType.BOOLEAN),
                field("callback_time", FieldType.STRING));

        assertThat(analysis.fields())
                .containsOnly(
                        Map.entry("next_action", "callback_later"), Map.entry("callback_time", "Tomorrow at three."));
        assertThat(analysis.lines()).isEqualTo(Map.of("next_action", 1, "callback_time", 3));
        assertThat(analysis.success()).isNull();
        assertThat(analysis.sentiment()).isNull();
        assertThat(analysis.summary()).endsWith("They asked to be called back (\"Tomorrow at three\").");
    }

    @Test
    void refusalsAreNegativeAndNoSuccess() {
        Analysis analysis = analyse(talk("Would you like to hear of our offer?", "No, I am not interested."));

        assertThat(analysis.sentiment()).isEqualTo(Sentiment.NEGATIVE);
        assertThat(analysis.sentimentLine()).isEqualTo(1);
        assertThat(analysis.success()).isFalse();
        assertThat(analysis.successLine()).isEqualTo(1);
        assertThat(analysis.summary()).contains("not interested");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The person said whether they will come.|Can you come on Monday?|Yes, I can.|true",
                "The person said whether they will come.|Can you come on Monday?|No, sorry.|true",
                "The person agreed to come.|Can you come on Monday?|Yes, I can.|true",
                "The person agreed to come.|Can you come on Monday?|No, sorry.|false",
                "The caller gave their name|Could you tell me your name, please?|Asha Rao|true",
                "The customer confirms a demo|Would you like a demo?|Sure|true",
                // nothing decides it
                "The person said whether they will come.|Can you come on Monday?|Maybe.|",
                "The person said whether they will come.|Can you come on Monday?|Who is this?|",
                "The person said whether they will come.|Do you like our shop?|Yes.|",
                "The caller gave their name|Could you tell me your name, please?|I'd rather not say|",
                "The customer confirms a demo and a date|Would you like a demo?|Sure|",
                "The customer is happy|Would you like a demo?|Great|",
                "The customer did not complain|Would you like a demo?|Yes|",
                "The call reached its aim|Would you like a demo?|Yes|",
                "|Would you like a demo?|Yes|",
            })
    void aSuccessIsWhatTheCriteriaNameAndTheCallerSaid(String criteria, String asked, String said, Boolean success) {
        Analysis analysis = analyseFor(criteria, talk("Hello.", "Hello.", asked, said));

        assertThat(analysis.success()).isEqualTo(success);
        assertThat(analysis.successLine()).isEqualTo(success == null ? null : 3);
    }

    @Test
    void aCallThatReachedNobodyIsNeitherSuccessNorFailure() {
        String criteria = "The person said whether they will come.";
        String greeting = "Hello, you have reached my voicemail. Please leave a message after the tone.";
        for (List<TranscriptEntry> transcript :
                List.of(talk("Can you come?"), talk("", greeting), List.<TranscriptEntry>of())) {
            Analysis analysis = analyseFor(criteria, transcript);
            assertThat(analysis.success()).isNull();
            assertThat(analysis.sentiment()).isNull();
            assertThat(analysis.fields()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "That is wonderful, thank you so much.|POSITIVE",
                "I'm looking forward to it.|POSITIVE",
                "This is a waste of my time.|NEGATIVE",
                "I'm not happy with that.|NEGATIVE",
                "Take me off your list.|NEGATIVE",
                "Yes.|",
                "Yes, I can. And yes, Monday is fine.|",
                "No.|",
                "Is this a scam?|",
                "That is great, but this is the third call and I'm annoyed.|",
            })
    void aSentimentIsThereWhereWordsShowIt(String said, Sentiment sentiment) {
        Analysis analysis = analyse(talk("Can you come on Monday?", said));

        assertThat(analysis.sentiment()).isEqualTo(sentiment);
        assertThat(analysis.sentimentLine()).isEqualTo(sentiment == null ? null : 1);
    }

    @Test
    void whatIsSwitchedOffIsAbsent() {
        PostCallAnalysis off = new PostCallAnalysis(false, null, null, null, null, null, null, null);
        PostCallAnalysis some = new PostCallAnalysis(true, null, null, true, false, false, null, null);
        RuleAnalyst rules = new RuleAnalyst();

        assertThat(rules.analysis(off, talk("Hi?", "Yes, great."), false))
                .extracting(Analysis::fields, Analysis::summary, Analysis::sentiment, Analysis::success)
                .containsExactly(Map.of(), null, null, null);
        Analysis partly = rules.analysis(some, talk("Hi?", "Yes, great."), false);
        assertThat(partly.summary()).isNotBlank();
        assertThat(partly.sentiment()).isNull();
        assertThat(partly.success()).isNull();
    }

    @Test
    void anEmptyTranscriptIsSaidToBeOne() {
        assertThat(analyse(List.of()).summary()).contains("no conversation");
    }

    private static Analysis analyseFor(String criteria, List<TranscriptEntry> transcript) {
        PostCallAnalysis wanted = new PostCallAnalysis(
                true, List.of(field("will_come", FieldType.BOOLEAN)), null, true, true, true, criteria, null);
        return new RuleAnalyst().analysis(wanted, transcript, false);
    }
}
