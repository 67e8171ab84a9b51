package com.osmtalk.voice.brain;

import java.util.Locale;

/**
 * What is said to a person who asks never to be called again, in the language of the agent where it is one of those in
 * which such a wish is understood, in English otherwise.
 *
 * @param noted in writing
 * @param takenOff on the phone
 */
record OptOutFarewell(String apology, String noted, String takenOff, String goodbye) {
    private static final OptOutFarewell ENGLISH = new OptOutFarewell(
            "Of course, and I am sorry for the disturbance.",
            "I have noted it and will not go on.",
            "I have taken your number off our list, and we will not call you again.",
            "Goodbye.");
    private static final OptOutFarewell HINDI = new OptOutFarewell(
            "ज़रूर, और परेशानी के लिए माफ़ी चाहता हूँ।",
            "मैंने इसे नोट कर लिया है, अब कोई संदेश नहीं आएगा।",
            "मैंने आपका नंबर हमारी सूची से हटा दिया है, अब हम आपको फ़ोन नहीं करेंगे।",
            "नमस्ते।");
    private static final OptOutFarewell SPANISH = new OptOutFarewell(
            "Por supuesto, y disculpe la molestia.",
            "Lo he anotado y no seguiré escribiendo.",
            "He quitado su número de nuestra lista y no le volveremos a llamar.",
            "Adiós.");

    /** @param language as BCP 47 has it: {@code hi-IN} */
    static OptOutFarewell in(String language) {
        return switch (Locale.forLanguageTag(language).getLanguage()) {
            case "hi" -> HINDI;
            case "es" -> SPANISH;
            default -> ENGLISH;
        };
    }
}
