package com.osmtalk.voice.brain;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What the script says beside the points of its prompt, in the language of the prompt: English, or Hindi in the
 * alphabet that the prompt is written in. In Hindi no sentence tells whether the agent is a man or a woman.
 *
 * @param time words that name a time, so that none has to be asked for
 */
record ScriptPhrases(
        String when,
        String offerCallback,
        List<String> afterYes,
        List<String> afterNo,
        List<String> afterAnswer,
        String goodbye,
        String noted,
        String sorryForDisturbance,
        String understood,
        String willCallBack,
        String ofCourse,
        String here,
        String cannotAnswer,
        String goodQuestion,
        String thankYou,
        String thankYouForTime,
        String colleagueWillCall,
        String noPerson,
        String iUnderstand,
        String thatIsAll,
        String whoIAm,
        String canYouHelp,
        String cantRead,
        String ownerAgrees,
        String ownerRefuses,
        String ownerSays,
        String withoutOwner,
        String noteSays,
        String callsAbout,
        Pattern time) {

    static final ScriptPhrases ENGLISH = new ScriptPhrases(
            "When would be a good time to call you back?",
            "Shall I ask a colleague to call you back?",
            List.of("Great.", "Perfect, thank you.", "Wonderful."),
            List.of("I understand.", "All right, I have noted that.", "No problem."),
            List.of("Thank you, I have noted that.", "Got it, thank you.", "Thank you."),
            "Goodbye.",
            "Thank you, I have noted that. We will call you back then.",
            "I understand, and I am sorry for the disturbance.",
            "I understand. Thank you for your time, and have a good day.",
            "Of course, I have noted that. We will call you back then.",
            "Of course.",
            "Yes, I am here.",
            "I can't answer that myself, but I have noted it for a colleague.",
            "Good question. I have noted it for a colleague.",
            "Thank you.",
            "Thank you for your time.",
            "I have noted it: a colleague will call you back. Thank you for your patience.",
            "I am sorry, I can't put you through to a person right now.",
            "I understand.",
            "That is all from my side. Thank you for your time.",
            "I am an automated assistant.",
            "Can you help me with that?",
            "I am sorry, I can't read what I am to talk about with you.",
            "Thank you for waiting. Yes, that is fine.",
            "Thank you for waiting. I am sorry, that is not possible.",
            "Thank you for waiting. This is the answer: {{answer}}",
            "I have noted it, and will pass it on.",
            "I have just been told this: {{note}}",
            "I am calling about this:",
            Pattern.compile("(?i)\\b(tomorrow|tonight|monday|tuesday|wednesday|thursday|friday|saturday"
                    + "|sunday|next week"
                    + "|morning|afternoon|evening"
                    + "|\\d{1,2}( ?[ap]\\.?m\\.?|:\\d\\d| o'?clock)|in (an|one|two|a few|half an) (hours?|minutes?"
                    + "|days?))\\b"));

    private static final Pattern HINDI_TIME = Pattern.compile("(?i)\\b(?:kal|parso|parson|subah|shaam|sham"
            + "|dopahar|raat"
            + "|baje|somvaar|mangalvaar|budhvaar|guruvaar|shukravaar|shanivaar|ravivaar|hafte|tomorrow|monday"
            + "|tuesday"
            + "|wednesday|thursday|friday|saturday|sunday|ghante|minute)\\b|कल|परसों|सुबह|शाम|दोपहर|रात|बजे|सोमवार"
            + "|मंगलवार|बुधवार|गुरुवार|शुक्रवार|शनिवार|रविवार|हफ्ते|हफ़्ते|घंटे|मिनट");

    static final ScriptPhrases HINDI = new ScriptPhrases(
            "आपको वापस कॉल करने का सही समय क्या होगा?",
            "क्या हमारे एक सहकर्मी आपको वापस कॉल करें?",
            List.of("बहुत अच्छा।", "ठीक है, धन्यवाद।", "बढ़िया।"),
            List.of("ठीक है।", "ठीक है, यह नोट कर लिया है।", "कोई बात नहीं।"),
            List.of("धन्यवाद, यह नोट कर लिया है।", "ठीक है, धन्यवाद।", "धन्यवाद।"),
            "नमस्ते।",
            "धन्यवाद, यह नोट कर लिया है। हम आपको तब कॉल करेंगे।",
            "ठीक है, आपको हुई परेशानी के लिए क्षमा करें।",
            "ठीक है। आपके समय के लिए धन्यवाद, आपका दिन शुभ हो।",
            "ज़रूर, यह नोट कर लिया है। हम आपको तब कॉल करेंगे।",
            "ज़रूर।",
            "जी हाँ, लाइन पर हूँ।",
            "इसका जवाब मेरे पास नहीं है, लेकिन सहकर्मी के लिए यह नोट कर लिया है।",
            "अच्छा सवाल है। सहकर्मी के लिए यह नोट कर लिया है।",
            "धन्यवाद।",
            "आपके समय के लिए धन्यवाद।",
            "नोट कर लिया है: हमारे एक सहकर्मी आपको वापस कॉल करेंगे। धैर्य के लिए धन्यवाद।",
            "क्षमा करें, अभी किसी व्यक्ति से बात कराना संभव नहीं है।",
            "ठीक है।",
            "मेरी ओर से बस इतना ही। आपके समय के लिए धन्यवाद।",
            "यह एक स्वचालित सहायक है।",
            "क्या आप मदद कर सकते हैं?",
            "क्षमा करें, किस बारे में बात करनी है यह यहाँ स्पष्ट नहीं है।",
            "रुकने के लिए धन्यवाद। जी हाँ, यह ठीक है।",
            "रुकने के लिए धन्यवाद। क्षमा करें, यह संभव नहीं है।",
            "रुकने के लिए धन्यवाद। जवाब यह है: {{answer}}",
            "यह नोट कर लिया है और आगे बता दिया जाएगा।",
            "अभी-अभी यह बताया गया है: {{note}}",
            "यह कॉल इस बारे में है:",
            HINDI_TIME);

    static final ScriptPhrases ROMANISED_HINDI = new ScriptPhrases(
            "Aapko wapas call karne ka sahi samay kya hoga?",
            "Kya hamare ek saathi aapko wapas call karein?",
            List.of("Bahut achha.", "Theek hai, dhanyavaad.", "Badhiya."),
            List.of("Theek hai.", "Theek hai, yeh note kar liya hai.", "Koi baat nahi."),
            List.of("Dhanyavaad, yeh note kar liya hai.", "Theek hai, dhanyavaad.", "Dhanyavaad."),
            "Namaste.",
            "Dhanyavaad, yeh note kar liya hai. Hum aapko tab call karenge.",
            "Theek hai, aapko hui pareshani ke liye kshama karein.",
            "Theek hai. Aapke samay ke liye dhanyavaad, aapka din shubh ho.",
            "Zaroor, yeh note kar liya hai. Hum aapko tab call karenge.",
            "Zaroor.",
            "Ji haan, line par hoon.",
            "Iska jawab mere paas nahi hai, lekin saathi ke liye yeh note kar liya hai.",
            "Achha sawaal hai. Saathi ke liye yeh note kar liya hai.",
            "Dhanyavaad.",
            "Aapke samay ke liye dhanyavaad.",
            "Note kar liya hai: hamare ek saathi aapko wapas call karenge. Dhairya ke liye dhanyavaad.",
            "Kshama karein, abhi kisi vyakti se baat karana sambhav nahi hai.",
            "Theek hai.",
            "Meri or se bas itna hi. Aapke samay ke liye dhanyavaad.",
            "Yeh ek swachalit sahayak hai.",
            "Kya aap madad kar sakte hain?",
            "Kshama karein, kis baare mein baat karni hai yeh yahan spasht nahi hai.",
            "Rukne ke liye dhanyavaad. Ji haan, yeh theek hai.",
            "Rukne ke liye dhanyavaad. Kshama karein, yeh sambhav nahi hai.",
            "Rukne ke liye dhanyavaad. Jawab yeh hai: {{answer}}",
            "Yeh note kar liya hai aur aage bata diya jayega.",
            "Abhi yeh bataya gaya hai: {{note}}",
            "Yeh call is baare mein hai:",
            HINDI_TIME);

    /** Characters by which a language is known; prompts may be long, and are looked at in each turn. */
    private static final int ENOUGH_TO_TELL = 4_000;

    /**
     * Those of the language that an agent speaks.
     *
     * @param words its greeting and prompt
     * @param language the agent's, as BCP 47 has it
     */
    static ScriptPhrases of(String words, String language) {
        String beginning = words.substring(0, Math.min(words.length(), ENOUGH_TO_TELL));
        boolean isHindi = HindiInstruction.isWrittenIn(beginning);
        if (!isHindi && !language.matches("(?i)hi(-.*)?")) {
            return ENGLISH;
        }
        return isHindi && !HindiInstruction.isDevanagari(beginning) ? ROMANISED_HINDI : HINDI;
    }
}
