package com.osmtalk.voice.speech;

import com.osmtalk.api.Json;
import com.osmtalk.voice.audio.Wave;
import com.osmtalk.voice.audio.WaveFormatException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.hc.core5.http.ContentType;

/**
 * Speaks through an OpenAI-compatible service.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/audio/createSpeech">Create speech</a>
 */
final class OpenAiVoice implements UtteranceSynthesiser {
    private final SpeechEndpoint endpoint;
    private final String voice;

    OpenAiVoice(SpeechEndpoint endpoint, String voice) {
        this.endpoint = endpoint;
        this.voice = voice;
    }

    @Override
    public CompletionStage<byte[]> synthesise(String text, SpeakingTerms terms) {
        String request = Json.MAPPER
                .createObjectNode()
                .put("model", endpoint.model())
                .put("voice", voice)
                .put("input", text)
                .put("response_format", "wav")
                .toString();
        return endpoint.post("/audio/speech", request.getBytes(StandardCharsets.UTF_8), ContentType.APPLICATION_JSON)
                .thenCompose(OpenAiVoice::sound);
    }

    private static CompletionStage<byte[]> sound(byte[] answer) {
        try {
            return CompletableFuture.completedFuture(Wave.sound(answer));
        } catch (WaveFormatException e) {
            return CompletableFuture.failedFuture(new SpeechException(e.getMessage(), e));
        }
    }
}
