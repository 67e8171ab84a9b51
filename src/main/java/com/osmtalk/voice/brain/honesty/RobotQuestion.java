package com.osmtalk.voice.brain.honesty;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether somebody asks if they speak with a machine, or says that they think so, in the languages that agents have
 * phrases for. The wish to speak to a person is another one.
 */
public final class RobotQuestion {
    private static final String GAP = "(?: \\S+){0,5}? ";
    private static final String END = "(?![\\p{L}\\p{M}])";

    // English; "call", "voice" and the like may follow
    private static final String MACHINE = "(?:(?:chat ?|voice ?|spam ?)?(?:robot|bot|robo|robocall"
            + "|robocaller)s?|machines?"
            + "|computers?|ai|artificial|automated|automatic|automation|(?:computer )?program|software"
            + "|algorithm"
            + "|synthetic|synthesi[sz]ed|computeri[sz]ed|(?:pre ?)?record(?:ing|ed)|prerecorded|llm|gpt"
            + "|chat ?gpt|alexa"
            + "|siri|android|cyborg|fake|not (?:an? )?(?:human|real|person)|inhuman|language model)";

    private static final String PERSON = "(?:humans?|human being|(?:an? )?person|people|flesh and blood"
            + "|(?:real|live|actual|living|genuine)(?: \\w+)?|alive|really (?:there|human))";
    private static final String EITHER = "(?:" + MACHINE + "|" + PERSON + ")";

    private static final Pattern ENGLISH = Pattern.compile("\\b(?:"
            + "(?:are|is|am|was|were) (?:you|this|that|it|i|he|she|we)\\b(?: (?!from\\b|calling\\b"
            + "|about\\b|going\\b|able"
            + "\\b|open\\b)\\S+){0,6}? " + EITHER + "\\b(?! (?:estate|time|quick|resources|shop|store"
            + "|company|problem"
            + "|repair|learning|science))"
            + "|(?:you|you all) (?:are|sound|sounds|seem|must be|might be|could be|have to be|look)"
            + "(?: (?:like|just|so|really|only|probably|definitely|clearly|not|very|an?|such|some|kind"
            + "|of|all)){0,5}"
            + " (?:" + MACHINE + "|robotic|human|real)\\b"
            + "|(?:this|that|it) (?:is|sounds|sound|seems|must be|has to be)"
            + "(?: (?:like|just|so|really|only|probably|definitely|clearly|not|an?|some|one|of|those"
            + "|another)){0,5} "
            + MACHINE + "(?: (?:call|voice|message|thing|speaking|talking|calling|right))?(?= *$| ,)"
            + "|(?:i am|we are|am i|are we) (?:just |only |really |now )?(?:talking|speaking|chatting"
            + "|dealing) (?:to|with)"
            + GAP + EITHER + "\\b"
            + "|do (?:i|we) (?:speak|talk) (?:to|with)" + GAP + MACHINE + "\\b"
            + "|who or what (?:are|is)\\b|what are you(?= *$| ,)"
            + "|did (?:an? )?(?:robot|bot|machine|computer|ai) (?:just )?(?:call|ring|phone)"
            + "|(?:robot|bot|machine|ai|computer|recording) or (?:an? )?(?:real |live |actual )?(?:human"
            + "|person|real|man)"
            + "|(?:human|person|real) or (?:an? )?(?:robot|bot|machine|ai|computer|recording|not)"
            + ")\\b|^(?:(?:an?|so|wait|what|hey|hello|oh|is it|another|the|just|you|not) |, )*"
            + "(?:robot|bot|chatbot|chat bot|voice bot|ai|artificial intelligence|robocall)(?: call|"
            + " caller)?(?: ,? ?(?:right|huh|eh|yes|no))? *$");

    private static final Pattern HINDI = Pattern.compile("(?:\\b(?:kya|kia)? ?(?:aa?p|tum|tu|yeh?|yah"
            + "|ye)\\b" + GAP
            + "?(?:(?:ek|koi|sach mein|sach me|asli) ){0,3}(?:robot|machine|bot|computer|ai|recording"
            + "|ins[a]{1,2}n|manushya|human|asli"
            + "|artificial)\\b)"
            + "|\\b(?:robot|machine|bot|computer|ai|recording|ins[a]{1,2}n|manushya|human|asli)(?! (?:se"
            + "|ke) )(?: \\S+){0,3}? (?:ho|hai|hain|hein|bol"
            + " rah\\w+)(?: \\S+)?(?: (?:kya|kia|na|ya))? *$"
            + "|\\b(?:robot|machine|bot|computer|ai|ins[a]{1,2}n|human) (?:se|ke saath|ke sath)"
            + " baat(?:en)? (?:kar|ho) rah"
            + "|(?<![\\p{L}\\p{M}])(?:आप|तुम|तू|यह|ये|क्या)" + GAP + "?(?:(?:एक|कोई|सच में|असली) ){0,3}"
            + "(?:रोबोट|रोबॉट|रोबो|मशीन|बॉट|बोट|क[ंम]्?प्यूटर|कंप्यूटर|एआई|ए ?आई|ai|रिकॉर्डिंग"
            + "|रिकार्डिंग|इ[ंन]्?सान|मनुष्य|असली"
            + "|कृत्रिम|चैटबॉट)" + END
            + "|(?:रोबोट|रोबॉट|मशीन|बॉट|कंप्यूटर|एआई|इंसान|इन्सान|मनुष्य|असली)(?! (?:से|के) )(?:"
            + " \\S+){0,3}? (?:हो|है|हैं)(?: \\S+)? *$"
            + "|(?:रोबोट|मशीन|बॉट|कंप्यूटर|एआई|इंसान|इन्सान) (?:से|के साथ) बात (?:कर|हो) रह");

    private static final List<Pattern> OTHERS = Stream.of(
                    // Spanish
                    "(?:eres|es|sos|son|sera|serias|hablo con|hablando con|atiende|llama|parece|suena"
                            + " como|pareces)(?: \\S+){0,4}?"
                            + " (?:robots?|bot|maquina|ia|inteligencia artificial|computadora|ordenador"
                            + "|contestador"
                            + "|grabacion|automatic[oa]|persona|human[oa]|ser humano|real|de verdad|programa)",
                    "^(?:un |una |y |o )*(?:robot|bot|maquina|ia)(?: o (?:un |una )?(?:persona|human[oa]))? *$",
                    // French
                    "(?:etes[ -]vous|vous etes|es[ -]tu|tu es|c'est|est[ -]ce|parle (?:a|avec)|parler"
                            + " (?:a|avec)|vous seriez)"
                            + "(?: \\S+){0,5}? (?:robot|machine|bot|ia|intelligence artificielle"
                            + "|ordinateur|humaine?"
                            + "|etre humain|personne|enregistrement|repondeur|automate|reel(?:le)?"
                            + "|automatique)",
                    // German
                    "(?:sind sie|bist du|sie sind|du bist|ist das|ist dies|das ist|(?:spreche|rede"
                            + "|telefoniere) ich"
                            + "|sie klingen wie|sprech ich)(?: \\S+){0,5}? (?:roboter|robot|bot|maschine"
                            + "|ki|kunstliche"
                            + "|computer|computerstimme|mensch(?:en)?|menschlich|echte?[rnm]? \\S+|echt"
                            + "|person|automat|aufnahme|ansage|bandansage|programm)",
                    // Portuguese
                    "(?:voce e|e voce|es|tu es|o senhor e|a senhora e|isto e|isso e|falo com|(?:estou"
                            + " )?(?:a falar|falando) com)"
                            + "(?: \\S+){0,4}? (?:robo|robot|maquina|ia|inteligencia artificial"
                            + "|computador|gravacao|human[oa]"
                            + "|pessoa|bot|automatic[oa])",
                    // Italian
                    "(?:sei|lei e|e lei|e|parlo con|parlando con)(?: \\S+){0,4}? (?:robot|macchina|ia|ai"
                            + "|intelligenza"
                            + " artificiale|computer|persona|uman[oa]|essere umano|registrazione|bot"
                            + "|risponditore)",
                    // Dutch
                    "(?:ben je|bent (?:u|you)|(?:u|you) bent|je bent|is dit|is dat|spreek ik|praat"
                            + " ik)(?: \\S+){0,5}? (?:robot|machine|ai|computer"
                            + "|mens|menselijk|persoon|bot|opname|bandje|automaat|echt)")
            .map(words -> Pattern.compile("\\b" + words + END))
            .toList();

    private RobotQuestion() {}

    public static boolean isIn(String said) {
        return SpokenWords.mayBeAboutIt(said)
                && SpokenWords.sentences(said).stream().anyMatch(RobotQuestion::asks);
    }

    /** Whether nothing else is said, so that a bare yes or no would answer it. */
    public static boolean isAllOf(String said) {
        List<String> sentences = SpokenWords.sentences(said);
        return sentences.stream().anyMatch(RobotQuestion::asks)
                && sentences.stream().allMatch(sentence -> asks(sentence) || sentence.split(" ").length <= 2);
    }

    private static boolean asks(String sentence) {
        return ENGLISH.matcher(sentence).find()
                || HINDI.matcher(sentence).find()
                || OTHERS.stream().anyMatch(pattern -> pattern.matcher(sentence).find());
    }
}
