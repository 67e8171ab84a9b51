package com.osmtalk.voice.speech;

import com.osmtalk.api.Agent;
import com.osmtalk.api.Pronunciation;
import com.osmtalk.api.SpeechVoice;
import java.util.List;

/**
 * What an agent asks of whatever speaks for it. A service does what it can of it.
 *
 * @param language of the agent, such as {@code en-IN}; empty: not known
 * @param provider the service it would like, such as {@code elevenlabs}; empty: any
 * @param model of that provider; empty: any
 * @param voice of that provider; empty: any
 * @param pronunciations words that are to be spoken otherwise than they are written
 */
public record SpeakingTerms(
        String language, String provider, String model, String voice, List<Pronunciation> pronunciations) {
    /** In a language, by whatever there is. */
    public static SpeakingTerms in(String language) {
        return new SpeakingTerms(language, "", "", "", List.of());
    }

    /** Those of an agent. */
    public static SpeakingTerms of(Agent agent) {
        SpeechVoice tts = agent.tts();
        List<Pronunciation> said = tts.pronunciations();
        return new SpeakingTerms(
                agent.language(),
                tts.provider(),
                tts.model(),
                tts.voice(),
                said == null ? List.of() : List.copyOf(said));
    }

    /** The language alone, without a country: {@code en}. */
    String languageCode() {
        return language.split("[-_]", 2)[0];
    }
}
