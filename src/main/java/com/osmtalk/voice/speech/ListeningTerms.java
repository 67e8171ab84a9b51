package com.osmtalk.voice.speech;

import com.osmtalk.api.Agent;
import com.osmtalk.api.SpeechRecognizer;
import java.util.List;

/**
 * What an agent asks of whatever recognises its callers' speech. A service does what it can of it.
 *
 * @param language of the agent, such as {@code en-IN}; empty: not known
 * @param provider the service it would like, such as {@code deepgram}; empty: any
 * @param model of that provider; empty: any
 * @param keywords names and terms that callers will say, most important first
 */
public record ListeningTerms(String language, String provider, String model, List<String> keywords) {
    /** In a language, by whatever there is. */
    public static ListeningTerms in(String language) {
        return new ListeningTerms(language, "", "", List.of());
    }

    /** Those of an agent. */
    public static ListeningTerms of(Agent agent) {
        SpeechRecognizer stt = agent.stt();
        List<String> keywords = stt.keywords();
        return new ListeningTerms(
                agent.language(), stt.provider(), stt.model(), keywords == null ? List.of() : List.copyOf(keywords));
    }

    /** The language alone, without a country: {@code en}. */
    String languageCode() {
        return language.split("[-_]", 2)[0];
    }
}
