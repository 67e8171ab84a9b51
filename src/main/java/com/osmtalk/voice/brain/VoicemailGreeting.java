package com.osmtalk.voice.brain;

import com.osmtalk.voice.brain.optout.Sentences;
import java.util.regex.Pattern;

/**
 * Tells a machine's first words from a person's: by what only announcements say, in the words they say it, and never by
 * a word alone, since people speak of voicemails, beeps and messages too. English, Hindi and Spanish, as far as the
 * greetings of mailboxes and the announcements of networks go.
 */
public final class VoicemailGreeting {
    /** Where an announcement tells what to do: a person who says "I left a message" tells what was. */
    private static final String DO = "(?:^|[.,] |\\b(?:please|kindly|and|or|then|so|may|to)(?: just| also)? )";

    private static final String SIGNAL =
            "(?:the |a )?(?:tone|beep|signal|bleep|sound of the (?:tone|beep)|long beep" + "|short beep)";
    private static final String DIGIT =
            "(?:\\d|zero|one|two|three|four|five|six|seven|eight|nine|star|hash|pound|the (?:star|hash|pound) key)";
    private static final String AWAY = "(?:(?:is|are|was)(?: \\w+)? )?(?:(?:currently |presently |temporarily |now "
            + "|either ){0,2}"
            + "(?:not (?:available|reachable|answering|responding|in (?:service|use)|valid|in coverage)|unavailable"
            + "|unreachable|switched"
            + " off|turned off|busy|out of (?:coverage|reach|service|network|range)|disconnected|invalid|suspended"
            + "|restricted|barred|on"
            + " another call|speaking (?:to|with) someone)|does not exist|do not exist|can not be (?:reached"
            + "|connected|completed)|no longer"
            + " (?:in service|exists?|in use))";

    private static final Pattern ANNOUNCEMENT = Pattern.compile(String.join(
            "|",
            // leave a message after the tone
            DO + "(?:leave|record|speak|say|state|give|start|begin|talk|wait)(?: [^.]{0,80}?)? (?:after|at|for"
                    + "|following) " + SIGNAL + "\\b",
            "(?:^|[.,] |\\bplease )(?:at|after|following) " + SIGNAL + ",? (?:, )?(?:please |kindly |you may "
                    + "|just )?(?:leave|record|speak|say"
                    + "|state|hang|begin|start)\\b",
            DO + "(?:leave|record)(?: me| us)? (?:a|your|the)(?: \\w+){0,3}? ?(?:message|name)\\b(?: ,)?(?=$| (?:\\."
                    + "|and (?:i|we|your|a|number|phone|the"
                    + " \\w+ will|someone|somebody)|with your (?:name|number)|i will|we will|so (?:i|we)))",
            "\\bwhen you (?:have finished|are finished|are done|finish|have recorded|are ready)(?: (?:recording"
                    + "|speaking|leaving your message))?(?: ,)?"
                    + " (?:you may |please |simply |just )?(?:hang up|press)\\b",
            // you have reached the voicemail of
            "\\byou have (?:been (?:forwarded|transferred|connected) to|reached)(?: \\w+){0,5} (?:voice ?mail"
                    + "|mailbox|answering (?:machine|service)"
                    + "|answerphone|automated (?:voice )?(?:messag|answer|attendant))",
            "\\b(?:call|calls) (?:has|have|is|are)(?: being| been)? (?:automatically )?(?:forwarded|transferred"
                    + "|diverted|redirected|sent) to (?:\\w+"
                    + " ){0,4}(?:voice ?mail|voice messag\\w+|messaging|mailbox|answering)",
            "(?:^|[.,] |\\b(?:hi|hello|hey) )(?:this is |it is )(?:the |an? )?(?:[\\w']+ ){0,3}(?:voice ?mail"
                    + "|mailbox|answering (?:machine|service)|answerphone)"
                    + "\\b(?! from| that (?:you|i)| you)",
            "\\bwelcome to (?:the )?(?:\\w+ )?(?:voice ?mail|voice messaging|mailbox)",
            "\\b(?:voice ?mail|mail ?box|inbox|memory)(?: box)?(?: that)? (?:is (?:currently |now )?full and"
                    + "|is not accepting|can not (?:accept|take|store)"
                    + "|has not (?:yet )?been (?:set up|initialized|activated|initialised)|is not set up)",
            "(?<!my )\\b(?:voice ?mail ?box|mailbox|voice ?mail)(?: \\w+){0,3} (?:is|was) (?:currently |now )?full\\b",
            // I can't come to the phone right now
            "\\b(?:i|we|he|she|they|nobody|no one) (?:(?:can not|am unable to|are unable to|is unable to"
                    + "|is available to|could not) (?:get to|come to|reach|answer)"
                    + " (?:the|my|our) phone|(?:am|are) (?:not available|unavailable|unable) to (?:take"
                    + "|answer) (?:your|the) call)",
            "\\b(?:sorry )?(?:i|we) (?:(?:have )?missed|can not take|could not take|am missing|are missing"
                    + "|can not answer) your call\\b(?: [^.]{0,40})?(?: \\."
                    + " ?| ,? ?)[^.]{0,60}(?:leave|message|get back|return your call|call (?:you|us) back|tone|beep)",
            "\\byou have (?:called|dialled|dialed|reached)[^.]{0,40} (?:outside|after) (?:of )?(?:our |normal "
                    + "|regular )?(?:business|office|opening|working)?"
                    + " ?hours",
            // the number you have dialled is not available
            "\\b(?:person|number|party|subscriber|customer|user|mobile|phone|extension|line"
                    + "|connection)(?: number)?(?: that| whom?)? you (?:have |are |were )?(?:called"
                    + "|dialled|dialed|calling|dialling|dialing|trying to (?:reach|call|contact)|wish to reach"
                    + "|wanting)(?: [^.]{0,50}?)? " + AWAY + "\\b",
            "\\b(?:this|the) (?:airtel |jio |vodafone |vi |bsnl |google )?(?:subscriber|customer|mobile number"
                    + "|telephone number|wireless customer|number) (?:is|has been)"
                    + " (?:currently |temporarily )?(?:switched off|not reachable|unreachable|out of (?:coverage"
                    + "|service)|not in service|disconnected|barred)",
            "\\b(?:incoming|outgoing) (?:calls?|facility|services?)[^.]{0,40} (?:barred|not available|suspended"
                    + "|stopped|restricted)",
            "\\byou have dialled an? (?:incorrect|invalid|wrong) number\\b|\\bplease check the number (?:you have "
                    + "|and )",
            // press one to
            "(?:^|[.,] |\\bplease |\\bor )(?:press|dial|say or press) " + DIGIT + "(?: now)? (?:to|for|if|and)\\b",
            "(?:^|[.,] |\\bor )(?:to|for|if)(?: [^.]{1,60}?)?(?: ,)? (?:please )?(?:press|dial) " + DIGIT + "\\b",
            // Hindi, in both scripts
            "(?:डायल किया गया|डायल किया है|द्वारा डायल|कॉल करने का प्रयास|संपर्क करने का प्रयास|जिस (?:नंबर|व्यक्ति"
                    + "|ग्राहक|उपभोक्ता)).*(?:बंद|स्विच ऑफ|व्यस्त|पहुंच|पहुच|कवरेज|उपलब्ध नही"
                    + "|उत्तर नही|जवाब नही|मौजूद नही|अमान्य|जांच)",
            "(?:बीप|टोन|ध्वनि|संकेत) के (?:बाद|पश्चात).*(?:संदेश|सन्देश|मैसेज|बोल|रिकॉर्ड)|(?:संदेश|सन्देश"
                    + "|मैसेज)[^.]*(?:बीप|टोन) के बाद",
            "(?:के लिए|के लिये) [^ ]+ (?:दबाएं|दबाए|दबाइए|दबायें)",
            "\\b(?:dial kiya gaya|jis (?:number|vyakti|grahak|upbhokta)).*\\b(?:band hai|switch ?off|vyast|vyasth"
                    + "|pahun?ch|coverage|uplabdh nahi|jawab nahi|uttar nahi)",
            "\\b(?:beep|tone) ke (?:baad|pashchat).*\\b(?:sandesh|message|boliye|record)|\\b(?:sandesh"
                    + "|message)[^.]*\\b(?:beep|tone) ke baad",
            "\\bke liye \\w+ (?:dabaen|dabaiye|dabayen|dabaye)\\b",
            // Spanish
            "\\b(?:deje|dejen|deja|grabe|graba|diga)(?: \\w+){0,5} (?:mensaje|nombre)(?: \\w+){0,6} (?:senal|tono"
                    + "|pitido|bip)\\b",
            "\\b(?:despues|luego|al (?:oir|escuchar))(?: de)?(?: \\w+){0,2} (?:senal|tono|pitido)\\b.*\\b(?:deje"
                    + "|grabe|mensaje|hable)",
            "\\b(?:numero|abonado|cliente|usuario|telefono)(?: al)? que (?:usted )?(?:ha marcado|marco|esta llamando"
                    + "|llama|ha llamado|intenta)[^.]*\\b(?:no (?:esta|se"
                    + " encuentra|existe|responde)|apagado|fuera de|ocupado|suspendido|temporalmente)",
            "\\b(?:ha llamado al|este es el|le atiende el|bienvenido al) (?:\\w+ )?(?:buzon|contestador)"
                    + "|\\b(?:transferid|desviad)[oa] al buzon",
            "\\bdeje (?:su|un|el) mensaje (?:y (?:le|te|lo|nos)|con su nombre)|\\b(?:marque|pulse|presione) (?:\\d"
                    + "|el|uno|dos|tres|cero) (?:\\w+ )?para\\b"
                    + "|\\bpara [^.]{1,40} (?:marque|pulse|presione) (?:\\d|el|uno|dos|tres|cero)\\b"));

    /** A mailbox, or somebody who has one: not the network's own announcements. */
    private static final Pattern MAILBOX = Pattern.compile("\\b(?:messages?|tone|beep|voice ?mail|mailbox|answerphone"
            + "|answering (?:machine|service)|record|get back to|call (?:you|us) back|return your call"
            + "|(?:take|answer) (?:your|the) call|(?:to|answer) the phone"
            + "|sandesh|mensaje|tono|senal|pitido|buzon|contestador)\\b|संदेश|सन्देश|मैसेज|बीप|टोन");

    private static final Pattern TAKES_NONE = Pattern.compile("\\b(?:is|was) (?:currently |now )?full\\b|not accepting"
            + "|can not (?:accept|take|store) (?:any |new )*messages?|not (?:yet )?(?:been )?(?:set up|initiali[sz]ed"
            + "|activated)");

    /** A person at the other end, whatever else was said: somebody offers help, or asks who calls. */
    private static final Pattern PERSON = Pattern.compile("\\b(?:how (?:may|can) (?:i|we) (?:help|assist|direct)"
            + "|(?:can|may|could|shall|should) i (?:help|take|ask|tell"
            + "|have)|who (?:is|am i) (?:this|calling|speaking)|may i know|would you like (?:me )?to"
            + "|do you want (?:me )?to|want to leave|speaking)\\b"
            + "(?<!after )");

    private static final int LONGEST = 1_000;

    private VoicemailGreeting() {}

    /** Whether a machine with this greeting records what is said after it. */
    public static boolean takesMessages(String greeting) {
        String text = plain(greeting);
        return MAILBOX.matcher(text).find() && !TAKES_NONE.matcher(text).find();
    }

    private static String plain(String words) {
        String first = words.substring(0, Math.min(words.length(), LONGEST));
        return Sentences.inFull(String.join(" . ", Sentences.in(first)));
    }

    /** Whether these words are those of a machine. */
    public static boolean isHeardIn(String words) {
        String text = plain(words);
        return ANNOUNCEMENT.matcher(text).find() && !PERSON.matcher(text).find();
    }
}
