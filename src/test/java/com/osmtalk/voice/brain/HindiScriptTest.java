package com.osmtalk.voice.brain;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.api.TranscriptRole;
import com.osmtalk.voice.TestAgent;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An agent whose prompt is in Hindi, in whichever alphabet, speaks Hindi and understands it. */
class HindiScriptTest {
    private static final String DEVANAGARI =
            "आप सिटी क्लिनिक से बोल रहे हैं। पूछें कि क्या वे कल आ सकते हैं और उन्हें किस समय "
                    + "आना सुविधाजनक है। विनम्र रहें।";
    private static final String LATIN =
            "Aap City Clinic se bol rahe hain. Poochho ki kya wo kal aa sakte hain aur unhe kis samay aana theek hai.";

    @Test
    void aConversationIsInHindiFromItsBeginningToItsEnd() {
        assertThat(conversation(DEVANAGARI, "नमस्ते", "जी हाँ, आ सकता हूँ", "शाम को पाँच बजे"))
                .containsExactly(
                        "नमस्ते, मैं सिटी क्लिनिक से बोल रही हूँ। क्या आप कल आ सकते हैं?",
                        "बहुत अच्छा। आपको किस समय आना सुविधाजनक है?",
                        "ठीक है, धन्यवाद। मेरी ओर से बस इतना ही। आपके समय के लिए धन्यवाद। नमस्ते।");
        assertThat(conversation(LATIN, "hello", "nahi, main nahi aa sakta", "subah das baje"))
                .containsExactly(
                        "नमस्ते, मैं सिटी क्लिनिक से बोल रही हूँ। Kya aap kal aa sakte hain?",
                        "ठीक है। Aapko kis samay aana theek hai?",
                        "ठीक है, धन्यवाद। मेरी ओर से बस इतना ही। आपके समय के लिए धन्यवाद। नमस्ते।");
    }

    @Test
    void inLatinLettersItSpeaksHindiInLatinLetters() {
        Brain.Context first = context("Namaste, main City Clinic se bol rahi hoon.", LATIN, "hi-IN", List.of());
        assertThat(said(first)).isEqualTo("Namaste, main City Clinic se bol rahi hoon. Kya aap kal aa sakte hain?");
        List<TranscriptEntry> history = new ArrayList<>();
        add(history, TranscriptRole.AGENT, said(first));
        add(history, TranscriptRole.CALLER, "haan ji, bilkul");
        assertThat(said(context("Namaste, main City Clinic se bol rahi hoon.", LATIN, "hi-IN", history)))
                .isEqualTo("Bahut achha. Aapko kis samay aana theek hai?");
    }

    /** The points stay as the prompt has them; what the script adds is in the agent's language. */
    @Test
    void theLanguageOfTheAgentDecidesWhereThePromptIsInEnglish() {
        List<TranscriptEntry> history = new ArrayList<>();
        add(history, TranscriptRole.AGENT, "Hello. Do you own your home?");
        add(history, TranscriptRole.CALLER, "हाँ");
        String prompt = "Ask whether they own their home and what their monthly bill is.";
        assertThat(said(context("Hello.", prompt, "hi-IN", history)))
                .isEqualTo("बहुत अच्छा। What is your monthly bill?");
        assertThat(said(context("Hello.", prompt, "en-IN", history))).startsWith("Great.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "अभी मैं व्यस्त हूँ|ज़रूर। आपको वापस कॉल करने का सही समय क्या होगा?",
                "कल सुबह कॉल कीजिए|ज़रूर, यह नोट कर लिया है। हम आपको तब कॉल करेंगे। नमस्ते।",
                "मुझे किसी व्यक्ति से बात करनी है|क्षमा करें, अभी किसी व्यक्ति से बात कराना संभव नहीं है। "
                        + "क्या हमारे एक सहकर्मी आपको वापस कॉल करें?",
                "मुझे इसमें कोई दिलचस्पी नहीं है|ठीक है। आपके समय के लिए धन्यवाद, आपका दिन शुभ हो। नमस्ते।",
                "फिर से बोलिए|ज़रूर। क्या आप कल आ सकते हैं?",
                "इसमें कितना खर्च आएगा?|अच्छा सवाल है। सहकर्मी के लिए यह नोट कर लिया है। "
                        + "आपको किस समय आना सुविधाजनक है?",
                "मुझे कॉल मत करना|ठीक है, आपको हुई परेशानी के लिए क्षमा करें। नमस्ते।",
            })
    void wishesAreUnderstoodAndAnsweredInHindi(String caller, String answer) {
        List<TranscriptEntry> history = new ArrayList<>();
        add(history, TranscriptRole.AGENT, "नमस्ते। क्या आप कल आ सकते हैं?");
        add(history, TranscriptRole.CALLER, caller);
        assertThat(said(context("नमस्ते।", DEVANAGARI, "hi-IN", history))).isEqualTo(answer);
    }

    @Test
    void aPromptThatCannotBeReadIsAdmittedInItsLanguage() {
        assertThat(Script.of("आप एक सहायक हैं। विनम्र रहें।").points())
                .singleElement()
                .asString()
                .contains("क्षमा करें", "वापस कॉल");
        assertThat(Script.of("आप एक सहायक हैं। विनम्र रहें।").isEmpty()).isTrue();
    }

    /** What the agent says in turn, to a person who says these lines. */
    private static List<String> conversation(String prompt, String... caller) {
        List<TranscriptEntry> history = new ArrayList<>();
        List<String> agent = new ArrayList<>();
        for (int i = 0; i < caller.length; i++) {
            String words = said(context("नमस्ते, मैं सिटी क्लिनिक से बोल रही हूँ।", prompt, "hi-IN", history));
            agent.add(words);
            add(history, TranscriptRole.AGENT, words);
            // the first line is heard before the agent has opened, in no transcript
            if (i + 1 < caller.length) {
                add(history, TranscriptRole.CALLER, caller[i + 1]);
            }
        }
        return agent;
    }

    private static void add(List<TranscriptEntry> history, TranscriptRole role, String text) {
        history.add(new TranscriptEntry(history.size(), role, text, 0L, null));
    }

    private static Brain.Context context(
            String greeting, String prompt, String language, List<TranscriptEntry> history) {
        return new Brain.Context(
                TestAgent.reminder()
                        .greeting(greeting)
                        .prompt(prompt)
                        .language(language)
                        .build(),
                Map.of(),
                OptOutWords.USUAL,
                history,
                true,
                false);
    }

    private static String said(Brain.Context context) {
        List<String> sentences = new ArrayList<>();
        Brain.ReplyListener listener = (Brain.ReplyListener) Proxy.newProxyInstance(
                HindiScriptTest.class.getClassLoader(),
                new Class<?>[] {Brain.ReplyListener.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("sentence")) {
                        sentences.add((String) arguments[0]);
                    }
                    return null;
                });
        new ScriptedBrain().think(context, listener);
        return String.join(" ", sentences);
    }
}
