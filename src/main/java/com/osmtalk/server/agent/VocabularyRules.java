package com.osmtalk.server.agent;

import com.osmtalk.api.Pronunciation;
import com.osmtalk.api.SpeechRecognizer;
import com.osmtalk.api.SpeechVoice;
import com.osmtalk.server.validation.FieldErrors;
import java.util.List;

/** The rules for the words of an agent that a recogniser or a voice would get wrong. */
final class VocabularyRules {
    /** Of each kind: as many keywords as Deepgram takes of one call. */
    private static final int MOST = 100;

    private static final int WORD_LENGTH = 100;
    private static final int SAID_LENGTH = 200;

    private VocabularyRules() {}

    static void check(SpeechRecognizer stt, FieldErrors errors) {
        List<String> keywords = errors.elements("stt.keywords", stt.keywords(), MOST);
        for (int i = 0; i < keywords.size(); i++) {
            errors.required("stt.keywords[" + i + "]", keywords.get(i), WORD_LENGTH);
        }
    }

    static void check(SpeechVoice tts, FieldErrors errors) {
        List<Pronunciation> pronunciations = errors.elements("tts.pronunciations", tts.pronunciations(), MOST);
        for (int i = 0; i < pronunciations.size(); i++) {
            String path = "tts.pronunciations[" + i + "]";
            Pronunciation one = pronunciations.get(i);
            if (one == null) {
                errors.add(path, "is required");
                continue;
            }
            errors.required(path + ".word", one.word(), WORD_LENGTH);
            errors.required(path + ".say", one.say(), SAID_LENGTH);
            errors.optional(path + ".ipa", one.ipa(), SAID_LENGTH);
        }
    }
}
