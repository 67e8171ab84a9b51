package com.osmtalk.voice.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.api.PostCallAnalysis.Field;
import com.osmtalk.api.PostCallAnalysis.FieldType;
import com.osmtalk.api.RequestedCallback;
import com.osmtalk.api.Sentiment;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.api.TranscriptRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Of what a model answers stays what a line of the caller's bears out. */
class ModelAnswerTest {
    private static final List<TranscriptEntry> TRANSCRIPT = transcript(
            "A: Hello, this is the assistant of Green Energy. Do you own your home?",
            "C: Yes, I do.",
            "A: What is your monthly bill?",
            "C: The usual one, please. Well, two hundred and fifty.",
            "A: So you pay 300 for gas as well?",
            "C: Yes.",
            "A: When may we call you back?",
            "C: Tomorrow after three in the afternoon, that would be great.",
            "A: Which plan do you have, basic or premium?",
            "C: Basic.",
            "A: How many children do you have?",
            "C: I'd rather not say.",
            "A: Goodbye.",
            "C: Goodbye.");

    private static List<TranscriptEntry> transcript(String... lines) {
        List<TranscriptEntry> transcript = new ArrayList<>();
        for (String line : lines) {
            TranscriptRole role = line.startsWith("A: ") ? TranscriptRole.AGENT : TranscriptRole.CALLER;
            transcript.add(new TranscriptEntry(transcript.size(), role, line.substring(3), 0, null));
        }
        return transcript;
    }

    @Test
    void aCallbackIsInWordsOfTheCallersLineOrIsNone() {
        assertThat(answer("{\"callback\": {\"value\": \"tomorrow after three\", \"line\": 7,"
                                + " \"quote\": \"Tomorrow after three in the afternoon\"}}")
                        .callback())
                .contains(new RequestedCallback("tomorrow after three", 7));
        assertThat(answer("{\"callback\": {\"value\": \"Monday at nine\", \"line\": 7, \"quote\": \"Monday at nine\"}}")
                        .callback())
                .isEmpty();
        assertThat(answer("{\"callback\": null}").callback()).isEmpty();
    }

    private static ModelAnswer answer(String json) {
        return ModelAnswer.of(json, new Evidence(TRANSCRIPT, "en-IN"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // borne out
                "bill number|{\"value\": 250, \"line\": 3, \"quote\": \"two hundred and fifty\"}|250|3",
                "bill number|{\"value\": 250, \"line\": 3}|250|3",
                "bill number|{\"value\": 250, \"line\": 1, \"quote\": \"two hundred and fifty\"}|250|3",
                "bill number|{\"value\": \"250\", \"line\": 3}|250|3",
                "bill number|250|250|3",
                "gas number|{\"value\": 300, \"line\": 5, \"quote\": \"Yes\"}|300|5",
                "owns_home boolean|{\"value\": true, \"line\": 1, \"quote\": \"Yes, I do\"}|true|1",
                "plan enum basic,premium|{\"value\": \"Basic\", \"line\": 9, \"quote\": \"basic\"}|basic|9",
                "plan enum basic,premium|\"basic\"|basic|9",
                "next_action enum none,later|{\"value\": \"later\", \"line\": 7, \"quote\": \"Tomorrow\"}|later|7",
                "callback string|{\"value\": \"After three\", \"line\": 7, \"quote\": \"after three\"}|After three|7",
                // what the model made of the words is not theirs: theirs stay
                "callback string|{\"value\": \"2026-11-29\", \"line\": 7, \"quote\": \"after three\"}|after three|7",
                // not borne out
                "bill number|{\"value\": 1, \"line\": 3, \"quote\": \"The usual one\"}||",
                "bill number|{\"value\": 200, \"line\": 3, \"quote\": \"two hundred and fifty\"}||",
                "bill number|{\"value\": 250, \"line\": 9}||",
                "bill number|{\"value\": 250, \"line\": 3, \"quote\": \"my bill is 250\"}||",
                "bill number|{\"value\": 300, \"line\": 4, \"quote\": \"So you pay 300\"}||",
                "bill number|{\"value\": 250, \"line\": 99}||",
                "bill number|{\"value\": null, \"line\": 3}||",
                "bill number|null||",
                "bill number|\"unknown\"||",
                "bill number|{\"value\": \"many\", \"line\": 3}||",
                "bill number|[250]||",
                "children number|{\"value\": 0, \"line\": 11, \"quote\": \"I'd rather not say\"}||",
                "owns_home boolean|true||",
                "owns_home boolean|{\"value\": false, \"line\": 1, \"quote\": \"Yes, I do\"}||",
                "owns_home boolean|{\"value\": true, \"line\": 0, \"quote\": \"Do you own your home\"}||",
                "has_children boolean|{\"value\": false, \"line\": 11, \"quote\": \"I'd rather not say\"}||",
                "qualified boolean|{\"value\": true, \"line\": 13, \"quote\": \"Goodbye\"}||",
                "qualified boolean|{\"value\": \"yes\", \"line\": 1}||",
                "plan enum basic,premium|{\"value\": \"gold\", \"line\": 9}||",
                "plan enum basic,premium|{\"value\": \"premium\", \"line\": 9, \"quote\": \"Basic\"}||",
                "plan enum basic,unknown|{\"value\": \"unknown\", \"line\": 9}||",
                "plan enum basic,premium|\"premium\"||",
                "name string|{\"value\": \"Unknown\", \"line\": 1}||",
                "name string|{\"value\": \"\", \"line\": 1, \"quote\": \"\"}||",
                "name string|{\"value\": \"N/A\", \"line\": 1, \"quote\": \"Yes\"}||",
                "name string|{\"value\": \"Asha\", \"line\": 1}||",
                "name string|\"Asha\"||",
                "name string|{\"value\": \"Not mentioned.\", \"line\": 3, \"quote\": \"please\"}||",
                "name string|{\"line\": 3}||",
            })
    void aFieldIsWhatALineOfTheCallersBearsOut(String declaration, String json, String value, Integer line) {
        String[] parts = declaration.split(" ", 3);
        FieldType type = FieldType.valueOf(parts[1].toUpperCase(Locale.ROOT));
        Field field =
                new Field(parts[0], type, type == FieldType.ENUM ? List.of(parts[2].split(",")) : null, null, true);

        Optional<Finding<Object>> found =
                answer("{\"fields\": {\"" + parts[0] + "\": " + json + "}}").value(field);

        assertThat(found.map(finding -> finding.value() instanceof Number number
                        ? Integer.toString(number.intValue())
                        : finding.value().toString()))
                .isEqualTo(Optional.ofNullable(value));
        assertThat(found.map(Finding::line)).isEqualTo(Optional.ofNullable(line));
    }

    @Test
    void sentimentAndSuccessNeedALineToo() {
        ModelAnswer good =
                answer("{\"sentiment\": {\"value\": \"positive\", \"line\": 7, \"quote\": \"that would be great\"},"
                        + "\"success\": {\"value\": true, \"line\": 1, \"quote\": \"Yes\"}}");
        assertThat(good.sentiment()).contains(new Finding<>(Sentiment.POSITIVE, 7));
        assertThat(good.success()).contains(new Finding<>(true, 1));

        for (String claim : List.of(
                "null",
                "true",
                "{\"value\": true}",
                "{\"value\": true, \"line\": 0}",
                "{\"value\": true, \"line\": 11, \"quote\": \"I'd rather not say\"}",
                "{\"value\": true, \"line\": 3, \"quote\": \"I agree\"}")) {
            assertThat(answer("{\"success\": " + claim + "}").success())
                    .as(claim)
                    .isEmpty();
        }
        for (String claim : List.of(
                "\"positive\"",
                "{\"value\": \"neutral\"}",
                "{\"value\": \"unknown\", \"line\": 1}",
                "{\"value\": \"positive\", \"line\": 0}")) {
            assertThat(answer("{\"sentiment\": " + claim + "}").sentiment())
                    .as(claim)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "They own their home and pay 250 a month.",
                "They pay two hundred and fifty a month, and 300 for gas.",
                "They want to be called back tomorrow after 3.",
            })
    void aSummaryOfWhatWasSaidStays(String summary) {
        assertThat(answer("{\"summary\": \"" + summary + "\"}").summary()).isEqualTo(summary);
    }

    @ParameterizedTest
    @ValueSource(strings = {"They pay 400 a month.", "They have 2 children.", "", "  ", "Unknown", "n/a"})
    void aSummaryWithNumbersThatNobodySaidDoesNot(String summary) {
        assertThat(answer("{\"summary\": \"" + summary + "\"}").summary()).isNull();
    }

    @Test
    void whereNumbersInWordsCanNotBeReadTheQuoteCounts() {
        Evidence spanish = new Evidence(transcript("A: ¿Cuánto paga?", "C: Unos doscientos cincuenta."), "es-MX");
        Field bill = new Field("bill", FieldType.NUMBER, null, null, null);
        assertThat(ModelAnswer.of(
                                "{\"fields\":{\"bill\":{\"value\":250,\"line\":1,\"quote\":\"doscientos cincuenta\"}}}",
                                spanish)
                        .value(bill))
                .contains(new Finding<>(250, 1));
        assertThat(ModelAnswer.of(
                                "{\"fields\":{\"bill\":{\"value\":250,\"line\":1,\"quote\":\"trescientos\"}}}", spanish)
                        .value(bill))
                .isEmpty();
    }
}
