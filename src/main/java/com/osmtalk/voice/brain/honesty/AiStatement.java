package com.osmtalk.voice.brain.honesty;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether somebody's own words say that a machine speaks, or that a call is recorded, and do not take it back. It is
 * judged strictly, by the forms of sentence that say so: who is refused is told, and can say it more plainly. In
 * languages that are not among these nothing can be judged.
 */
public final class AiStatement {
    private static final String PLAIN = "(?:robot\\w*|robo|chat ?bots?|voice ?bots?|sprachbots?|bots?|machine|maschine"
            + "|maquina|macchina"
            + "|\\w*computer\\w*|artificial(?:ly)? intelligen(?:ce|t)|artificial (?:voice|assistant|agent)"
            + "|automated (?:\\w+ )?(?:assistant|agent|voice|system|call|caller)|inteligencia artificial"
            + "|intelligence artificielle|kunstliche[nrs]? (?:intelligenz|stimme)|intelligenza artificiale"
            + "|kunstmatige intelligentie|रोबोट|मशीन|बॉट|कृत्रिम|automaat|automat)";
    private static final String MACHINE = "(?<![\\p{L}\\p{M}])" + PLAIN + "(?![\\p{L}\\p{M}])"
            + "(?! (?:free|less|lovers?|experts?|engineers?|developers?|compan(?:y|ies)|shop|store|products?)\\b)";
    private static final Pattern ABOUT_MACHINES = Pattern.compile(MACHINE);

    private static final Pattern ABBREVIATION =
            Pattern.compile("(?<![\\p{L}\\p{M}]|[jJ]['’])(?:AI|A\\. ?I\\.?|IA|I\\. ?A\\.?|KI|K\\. ?I\\.?|ए\\.?"
                    + " ?आ[ईइ]\\.?)(?![\\p{L}\\p{M}])");
    private static final Pattern SMALL_ABBREVIATION =
            Pattern.compile("(?i)(?<![\\p{L}\\p{M}'’])(?:ai|a\\. ?i\\.?)(?![\\p{L}\\p{M}])");
    /** Where this is no ordinary word. */
    private static final List<String> AI_IN_SMALL_LETTERS = List.of("en", "hi", "de", "nl");

    private static final String ARTICLE =
            "an?|any|the|our|real|live|un|una|une|um|uma|een|ein|eine[mnr]?" + "|ningun|ninguna";
    private static final String ASSISTANT_OF =
            "(?:asistente|assistente|assistant\\w*|agente?|sistema|systeme) (?:\\w+ )?(?:de|d'|di) (?:l' |la )?";
    private static final Pattern PLACE = Pattern.compile("\\{\\{[^{}]*}}");
    private static final Pattern QUESTION = Pattern.compile("[^.!?।\\n]*\\?");
    /** A colon or dash ends no sentence here: a "not" before it reaches beyond it. */
    private static final Pattern WITHIN = Pattern.compile("[:;…–—]");

    /** All letters that the languages need. Others look like them and are spoken otherwise, or not at all. */
    private static final Pattern FOREIGN_LETTER = Pattern.compile("[\\p{L}&&[^\\x{0}-\\x{24F}\\x{900}-\\x{97F}]]");

    private static final Map<String, Forms> FORMS = Map.of(
            "en",
            new Forms(
                    "not|no|never|neither|nor|without|none|nobody|nothing|hardly|than|if|unlike|instead|was"
                            + "|were|used to"
                            + "|pretend\\w*|fake|far from",
                    "(?:real |live |actual |living )?(?:humans?|human being|persons?|people|man|woman)",
                    "to|for|with",
                    "i am|this is|it is|here is|you are (?:speaking|talking|chatting) (?:to|with)"
                            + "|you (?:speak|talk) (?:to|with)|you have reached|(?:made|answered|handled"
                            + "|placed|conducted)"
                            + " by|i am calling as|as an|as the",
                    "about|who|that|which|of|for|from|with|to|on|by|like|i|we|they|sell\\w*|build\\w*|us\\w+|at",
                    "the|an?|your|our|my|this|hello|hi|hey|good|morning|day|evening|from|friendly|new|voice",
                    "here|speaking|speaks|calling|calls|talking|answering|answers",
                    "record(?:s|ed|ing)?|taped"),
            "hi",
            new Forms(
                    "nahi|nahin|nahii|nahee|na|mat|bina|not|no|नहीं|नही|बिना|ना|न|मत",
                    "(?:asli )?(?:insaan|insan|manushya|aadmi|aurat|human)|(?:असली )?(?:इंसान|इन्सान|मनुष्य|आदमी|औरत)",
                    "to|with",
                    "main|mai|mein|hum|yeh|ye|yah|i am|this is|मैं|हम|यह|ये",
                    "jo|ke baare|जो|बेचता|बेचती|bechta|bechti",
                    "ek|एक|namaste|namaskar|नमस्ते|नमस्कार|acme|ka|ki|ke|का|की|के",
                    "hoon|hun|hu|hai|hain|bol|हूं|है|हैं|बोल",
                    "record\\w*|रिकॉर्ड|रिकार्ड|रिकॉर्डिंग|रिकार्डिंग"),
            "es",
            new Forms(
                    "no|nunca|jamas|ni|sin|ningun\\w*|tampoco|nada|como si",
                    "(?:persona|humano|humana|ser humano|hombre|mujer)(?: real)?",
                    "con|a",
                    "soy|es|esta es|este es|habla|le habla|llama|le llama|aqui|(?:hablando|habla|hablas) con",
                    "que|quien|de|sobre|para|por|vendo|contra|como|uso",
                    "el|la|un|una|su|hola|buenos|dias|buenas|tardes|asistente|agente|de|virtual|voz|nuestro|nuestra",
                    "le habla|habla|llama|le llama|le atiende|atiende",
                    "graba|grabamos|grabad[ao]|grabando|grabara|grabacion"),
            "fr",
            new Forms(
                    "ne|n'|pas|jamais|sans|aucun\\w*|ni|non|comme si",
                    "(?:vraie |vrai )?(?:humaine?|etre humain|personne|homme|femme)(?: reelle)?",
                    "a|avec|pour",
                    "je suis|c'est|voici|ici|vous parlez (?:a|avec)|vous etes en ligne avec",
                    "qui|que|de|sur|pour|par|vends|contre|comme|utilise",
                    "l'|d'|le|la|un|une|votre|notre|bonjour|bonsoir|assistant|assistante|agent|vocal|vocale",
                    "a l'appareil|vous parle|vous appelle|vous repond|parle|appelle",
                    "enregistr\\w+"),
            "de",
            new Forms(
                    "nicht|nie|niemals|kein\\w*|ohne|weder|noch|niemand|nein|statt|als ob|wenn|war|waren",
                    "(?:echter? |richtiger? )?(?:mensch\\w*|person\\w*|mann|frau)",
                    "mit|zu|an|fur",
                    "ich bin|hier ist|hier spricht|dies ist|das ist|es spricht|hier|sie sprechen mit|mein name ist",
                    "der von|uber|wie|fur|von|mit|verkaufe\\w*|baue\\w*|ich|wir|gegen|die sich",
                    "der|die|das|ein|eine|unser|unsere|ihr|ihre|hallo|guten|tag|morgen|abend|vom|acme",
                    "spricht|hier|ruft|am apparat|am telefon|meldet sich",
                    "aufgezeichnet|aufgenommen|mitgeschnitten|zeichnen|nehmen|aufzeichn\\w+"),
            "pt",
            new Forms(
                    "nao|nunca|jamais|nem|sem|nenhum\\w*|nada|se",
                    "(?:pessoa|human[oa]|ser humano|homem|mulher)(?: real)?",
                    "com|a",
                    "sou|e|esta e|este e|aqui e|aqui fala|aqui|fala|quem fala e|(?:falando|falar|fala) com",
                    "que|quem|de|sobre|para|por|vendo|contra|como|uso",
                    "o|a|um|uma|seu|sua|ola|oi|bom|dia|boa|tarde|assistente|agente|de|virtual|voz|nosso|nossa",
                    "fala|falando|liga|atende",
                    "grav\\w+"),
            "it",
            new Forms(
                    "non|mai|senza|nessun\\w*|ne|no|niente|se|come se",
                    "(?:vera )?(?:persona|uman[oa]|essere umano|uomo|donna)(?: reale)?",
                    "con|a",
                    "sono|e|questa e|questo e|qui|parla|le parla|la chiama|(?:parlando|parla) con|sta parlando con",
                    "che|chi|di|su|per|da|vendo|contro|come|uso",
                    "l'|d'|il|la|un|una|un'|suo|sua|ciao|salve|buongiorno|buonasera|assistente|agente|virtuale|vocale",
                    "parla|le parla|chiama|la chiama|risponde",
                    "registr\\w+"),
            "nl",
            new Forms(
                    "niet|nooit|geen|zonder|noch|niemand|nee|als|was|waren",
                    "(?:echte? )?(?:mens|mensen|persoon|man|vrouw)",
                    "met|naar|aan",
                    "ik ben|dit is|hier is|hier spreekt|u spreekt met|je spreekt met|mijn naam is|hier",
                    "die|dat|over|voor|van|met|verkoop\\w*|bouw\\w*|ik|wij|we|zoals|tegen",
                    "de|het|een|uw|je|onze|hallo|goedemorgen|goedemiddag|goedenavond|acme",
                    "spreekt|hier|belt|aan de lijn",
                    "opgenomen|nemen|opname\\w*"));

    private AiStatement() {}

    /** Why words don't say that a machine speaks, for whoever wrote them; empty when they do. */
    public static Optional<String> missingIn(String words, String language) {
        Forms forms = forms(language);
        List<String> said = sentences(words, language, forms);
        if (FOREIGN_LETTER.matcher(visible(words)).find()) {
            return Optional.of("must be written in the letters of its language, without others that look like them");
        }
        if (HumanClaim.isIn(PLACE.matcher(words).replaceAll("Acme"))
                || said.stream().anyMatch(forms::claimsPerson)) {
            return Optional.of("must not say that a person speaks");
        }
        List<String> aboutMachines = said.stream()
                .filter(sentence -> ABOUT_MACHINES.matcher(sentence).find())
                .toList();
        if (aboutMachines.stream().anyMatch(forms::denies)) {
            return Optional.of("must say that an AI speaks in a sentence without \"not\", \"no\" or the like;"
                    + " \"not a person\" may stand in it");
        }
        return aboutMachines.stream().anyMatch(forms::presentsMachine)
                ? Optional.empty()
                : Optional.of("must say plainly that an AI speaks, such as \"I am an AI assistant of {{company}}\"; a"
                        + " question does not count. To say nothing of it, switch disclosure.enabled off");
    }

    /** Why words don't say that the call is recorded; empty when they do. */
    public static Optional<String> missingInRecording(String words, String language) {
        Forms forms = forms(language);
        List<String> aboutRecording = sentences(words, language, forms).stream()
                .filter(sentence -> forms.recorded.matcher(sentence).find())
                .toList();
        if (FOREIGN_LETTER.matcher(visible(words)).find()) {
            return Optional.of("must be written in the letters of its language, without others that look like them");
        }
        if (HumanClaim.isIn(words)) {
            return Optional.of("must not say that a person speaks");
        }
        return !aboutRecording.isEmpty() && aboutRecording.stream().noneMatch(forms::denies)
                ? Optional.empty()
                : Optional.of("must say that the call is recorded, in a sentence without \"not\" or the"
                        + " like; a question"
                        + " does not count");
    }

    private static Forms forms(String language) {
        Forms forms = FORMS.get(Locale.forLanguageTag(language).getLanguage());
        if (forms == null) {
            throw new IllegalArgumentException("can't judge words in " + language);
        }
        return forms;
    }

    private static String visible(String words) {
        return Normalizer.normalize(PLACE.matcher(words).replaceAll(""), Normalizer.Form.NFKC);
    }

    /** In small plain letters, without questions, and without that no person speaks, which may be said. */
    private static List<String> sentences(String words, String language, Forms forms) {
        String named = Normalizer.normalize(PLACE.matcher(words).replaceAll("Acme"), Normalizer.Form.NFKC);
        String spelt = ABBREVIATION.matcher(named).replaceAll("robot ");
        String spoken =
                AI_IN_SMALL_LETTERS.contains(Locale.forLanguageTag(language).getLanguage())
                        ? SMALL_ABBREVIATION.matcher(spelt).replaceAll("robot ")
                        : spelt;
        String plain = WITHIN.matcher(QUESTION.matcher(spoken).replaceAll(". ")).replaceAll(",");
        return SpokenWords.sentences(plain).stream()
                .map(sentence -> forms.noPerson.matcher(sentence).replaceAll(" "))
                .map(sentence -> sentence.replaceAll("\\b([ld]|un|n)'(?=\\p{L})", "$1' "))
                .map(sentence -> sentence.replaceAll(" +", " ").strip())
                .toList();
    }

    /** How a language says it. Alternatives, in the plain letters of {@code Sentences}. */
    private static final class Forms {
        private final Pattern negation;
        private final Pattern noPerson;
        private final Pattern person;
        private final Pattern spokenTo;
        private final Pattern presented;
        private final Pattern recorded;

        /**
         * @param to words before a person who is spoken to, and does not speak
         * @param presenting words before what somebody is
         * @param others words between the two after which it is somebody else
         * @param before words that may stand before it when there is no verb
         * @param speaking words after it which say that it speaks
         */
        Forms(
                String negations,
                String person,
                String to,
                String presenting,
                String others,
                String before,
                String speaking,
                String recorded) {
            String word = "(?<![\\p{L}\\p{M}])";
            String end = "(?![\\p{L}\\p{M}])";
            negation = Pattern.compile(word + "(?:" + negations + ")" + end);
            noPerson = Pattern.compile(word + "(?:not|no|nao|non|no|pas|kein\\w*|geen|niet|nicht|sin|sem|senza) "
                    + "(?:(?:" + ARTICLE + ") )*(?:" + person + ")" + end + "|"
                    + word + "(?:" + person + ") (?:nahi|nahin|नहीं|नही)" + end);
            this.person =
                    Pattern.compile(word + "(?:" + person + ")" + end + "(?! (?:resources|se|ke|से|के)" + end + ")");
            spokenTo = Pattern.compile(word + "(?:" + to + ") (?:(?:" + ARTICLE + ") )*(?:" + person + ")" + end);
            presented = Pattern.compile(word + "(?:" + presenting + ") (?:" + ASSISTANT_OF + ""
                    + "|(?!(?:" + others + ") )\\S+ ){0,6}?" + MACHINE
                    + "|^(?:(?:" + before + "|acme|acme's|,) ?){0,6}" + MACHINE
                    + "|" + MACHINE + "(?: \\S+){0,6}? (?:" + speaking + ")" + end);
            this.recorded = Pattern.compile(word + "(?:" + recorded + ")" + end);
        }

        boolean denies(String sentence) {
            return negation.matcher(sentence).find();
        }

        boolean claimsPerson(String sentence) {
            return person.matcher(spokenTo.matcher(sentence).replaceAll(" ")).find();
        }

        boolean presentsMachine(String sentence) {
            return presented.matcher(sentence).find();
        }
    }
}
