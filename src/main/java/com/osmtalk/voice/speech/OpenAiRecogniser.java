package com.osmtalk.voice.speech;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.api.Json;
import com.osmtalk.voice.audio.Wave;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.hc.core5.http.ContentType;

/**
 * Recognises speech through an OpenAI-compatible service.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/audio/createTranscription">Create transcription</a>
 */
final class OpenAiRecogniser implements UtteranceRecogniser {
    private static final int LONGEST = 4_000;

    private final SpeechEndpoint endpoint;

    OpenAiRecogniser(SpeechEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public CompletionStage<String> recognise(byte[] pcm, int length, ListeningTerms terms) {
        String model = endpoint.service().modelFor(terms.provider(), terms.model());
        String boundary = "osmtalk-" + UUID.randomUUID();
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        field(form, boundary, "name=\"model\"", model.getBytes(StandardCharsets.UTF_8));
        field(form, boundary, "name=\"response_format\"", "json".getBytes(StandardCharsets.UTF_8));
        String code = terms.languageCode();
        if (!code.isEmpty()) {
            field(form, boundary, "name=\"language\"", code.getBytes(StandardCharsets.UTF_8));
        }
        if (!terms.keywords().isEmpty()) {
            byte[] prompt = String.join(", ", terms.keywords()).getBytes(StandardCharsets.UTF_8);
            field(form, boundary, "name=\"prompt\"", prompt);
        }
        begin(form, boundary, "name=\"file\"; filename=\"speech.wav\"\r\nContent-Type: audio/wav");
        form.writeBytes(Wave.header(1, length));
        form.write(pcm, 0, length);
        end(form);
        form.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        ContentType type = ContentType.parse("multipart/form-data; boundary=" + boundary);
        return endpoint.post("/audio/transcriptions", form.toByteArray(), type).thenCompose(OpenAiRecogniser::words);
    }

    private static void field(ByteArrayOutputStream form, String boundary, String disposition, byte[] value) {
        begin(form, boundary, disposition);
        form.writeBytes(value);
        end(form);
    }

    private static void begin(ByteArrayOutputStream form, String boundary, String disposition) {
        form.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
    }

    private static void end(ByteArrayOutputStream form) {
        form.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private static CompletionStage<String> words(byte[] answer) {
        try {
            JsonNode text = Json.MAPPER.readTree(answer).path("text");
            if (text.isTextual()) {
                String words = text.textValue().replace('\0', ' ').strip();
                return CompletableFuture.completedFuture(
                        words.length() <= LONGEST ? words : words.substring(0, LONGEST));
            }
            return CompletableFuture.failedFuture(new SpeechException("the recogniser's answer has no text"));
        } catch (IOException notJson) {
            return CompletableFuture.failedFuture(new SpeechException("the recogniser's answer is not JSON", notJson));
        }
    }
}
