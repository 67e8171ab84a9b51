package com.osmtalk.voice.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.api.Analysis;
import com.osmtalk.api.PostCallAnalysis;
import com.osmtalk.api.PostCallAnalysis.Field;
import com.osmtalk.api.PostCallAnalysis.FieldType;
import com.osmtalk.api.Sentiment;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.api.TranscriptRole;
import com.osmtalk.voice.TestAgent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

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

        assertThat(analysis.fields())
                .containsOnly(
                        Map.entry("attending", true),
                        Map.entry("guestCount", 3.0),
                        Map.entry("meal", "fish"),
                        Map.entry("allergies", false),
                        Map.entry("meal_wish", "Fish, please."),
                        Map.entry("lead_qualified", true));
        assertThat(analysis.success()).isTrue();
        assertThat(analysis.summary()).startsWith("The person answered 4 questions.");
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
                        Map.entry("next_action", "callback_later"),
                        Map.entry("lead_qualified", false),
                        Map.entry("callback_time", "Tomorrow at three."));
        assertThat(analysis.success()).isFalse();
        assertThat(analysis.sentiment()).isEqualTo(Sentiment.NEUTRAL);
    }

    @Test
    void refusalsAreNegativeAndNoSuccess() {
        Analysis analysis = analyse(talk("Would you like to hear of our offer?", "No, I am not interested."));

        assertThat(analysis.sentiment()).isEqualTo(Sentiment.NEGATIVE);
        assertThat(analysis.success()).isFalse();
        assertThat(analysis.summary()).contains("not interested");
    }

    @Test
    void mostlyNoIsNoSuccess() {
        assertThat(analyse(talk("Can you come?", "No.", "Another day?", "No, sorry.", "A letter then?", "Yes."))
                        .success())
                .isFalse();
    }

    @Test
    void whatIsSwitchedOffIsAbsent() {
        PostCallAnalysis off = new PostCallAnalysis(false, null, null, null, null, null, null, null);
        PostCallAnalysis some = new PostCallAnalysis(true, null, null, true, false, false, null, null);
        RuleAnalyst rules = new RuleAnalyst();

        assertThat(rules.analysis(off, talk("Hi?", "Yes.")))
                .extracting(Analysis::fields, Analysis::summary, Analysis::sentiment, Analysis::success)
                .containsExactly(Map.of(), null, null, null);
        Analysis partly = rules.analysis(some, talk("Hi?", "Yes."));
        assertThat(partly.summary()).isNotBlank();
        assertThat(partly.sentiment()).isNull();
        assertThat(partly.success()).isNull();
    }

    @Test
    void anEmptyTranscriptIsSaidToBeOne() {
        assertThat(analyse(List.of()).summary()).contains("no conversation");
    }
}
