package com.osmtalk.voice.brain;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an agent without a model says by its prompt: why it calls, and what it goes through. It reads prose as people
 * and assistants write it, and lists. Where a prompt has neither, the agent asks what it can help with.
 *
 * @param purpose why it calls, as a sentence of its own
 * @param points what to say, in order, each something to answer; never empty
 */
public record Script(Optional<String> purpose, List<String> points) {
    private static final Pattern ITEM = Pattern.compile(
            "[ \\t]*(?:((?:step )?\\d{1,2} ?[.):-]|\\((?:\\d{1,2}|[a-z]"
                    + "|[ivx]{2,4})\\)|[a-z]\\))|[-*•–])[ \\t]+(.+)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern INLINE_ITEM =
            Pattern.compile("(?:^|(?<=[\\s:]))(?:\\(?\\d{1,2}[.)]|\\((?:[a-z]|[ivx]{2,4})\\)" + ""
                    + "|(?<!\\()[a-h]\\)) +(?=[\\p{L}\"“{])");
    private static final Pattern HEADING =
            Pattern.compile("[ \\t]*(?:#{1,6} +(.+?)" + "|\\*\\*([^*]+)\\*\\*:?|([^.!?]{1,80}):)[ \\t]*");
    private static final Pattern MANNERS = Pattern.compile("(?:.*\\b(?:rules?|guidelines?|style|tone"
            + "|personality|constraints?"
            + "|important|notes?|don'?ts?|do not|background|context|about (?:us|you|the company)|knowledge"
            + "|faqs?|facts"
            + "|objections?|fallbacks?|edge cases|escalation|boundaries|identity|who you are|persona|voice"
            + "|behaviou?r"
            + "|compliance|guardrails|limits|never|avoid|tips|remember|responses?|language|company|if|when"
            + "|examples?"
            + "|closing|ending|wrap|transfer|hours|information about)\\b.*)");
    private static final Pattern ASKED = Pattern.compile("(?:.*\\b(?:ask|find out|collect|questions?|gather"
            + "|get|check"
            + "|determine|confirm|capture|qualify|fields|points|agenda|topics"
            + "|needed|required|(?:we|i) (?:need|want|require))\\b.*)");
    private static final Pattern WHETHER_THEY = Pattern.compile(
            ".*\\b(?:ask|find out|check|determine|see|confirm)\\b.*\\b(?:if|whether)(?:" + " (?:they|the \\w+))?");
    private static final Pattern LIST_OF_NOUNS = Pattern.compile("(?i)((?:(?:(?:we|i) (?:need|want|require"
            + "|would like)"
            + "|(?:details |information |things )?(?:needed|required))(?: to (?:know|have|get|find out|learn))?"
            + "|ask|collect|find out|get"
            + "|gather|note|record|capture|qualify|cover)(?: (?:them|for|the following|these"
            + "|the details|this information))*): *(?!(?:whether|if|what|which|when|where|who|how|why"
            + "|can|do|are|is|would|will|could|have|did)\\b)([^?]+)");

    /** What leads to a list: ". Ask them", " and find out:". */
    private static final Pattern ASKS_FOR_LIST = Pattern.compile("(?i)[,.;]?(?:^| )(?:(?:and|to|then|please) )*"
            + "(?:ask|find out|get|collect|learn|note|check|confirm)(?: (?:them|for|about|the following"
            + "|these)){0,3}:?$"
            + "|:$");

    /** Looked for where a run of stops begins only, and never twice: 100,000 question marks took minutes. */
    private static final Pattern SENTENCE_END = Pattern.compile("(?<![.!?।])[.!?।]++[\"'”’)]*+\\s++");

    private static final Pattern ABBREVIATION =
            Pattern.compile("(?i)(?:^|[\\s(.])(?:mr|mrs|ms|dr|prof|st|no|vs|approx|etc|e\\.g|i\\.e|[a-z])\\.\\s*$");
    private static final Pattern NO_TOPIC = Pattern.compile("(?i)(?:be|never|always|do not|don't|if|when"
            + "|unless|keep|speak"
            + "|you|your|avoid|use|only|stay|make sure|greet|introduce|thank|say|end|close|respond"
            + "|answer|politely|listen|wait"
            + "|stop|hang|transfer|let|note|record|then|act|sound|maintain|pause|repeat|respect|begin"
            + "|start|try|handle|refer"
            + "|treat|follow|remain|address|pronounce|no|not|ask|call|tell|escalate|leave|continue"
            + "|proceed|adapt|focus|ignore"
            + "|respect|acknowledge|empathi[sz]e|apologi[sz]e|clarify|summari[sz]e|limit|provide|give"
            + "|mention|talk|go|get|any|all)\\b.*");
    /** "If they own it", as one of what is to be asked; with something to do behind it, it is a rule. */
    private static final Pattern IF_ALONE = Pattern.compile("(?i)if (?:they|he|she|their|the)\\b(?!.*\\b(?:end|say"
            + "|tell|ask|call|thank|transfer|offer|then|hang|skip|stop|don't|do not|you|go)\\b)[^,:]+");

    /** Likewise, "when it ships". */
    private static final Pattern WHEN = Pattern.compile("(?i)when (?:they|he|she|the|their|it)\\b[^,:]+");

    /** "Are they over 18", without its question mark. */
    private static final Pattern ASKS_ALREADY = Pattern.compile(
            "(?:are|is|do|does|did|have|has|can|could|will|would|were|was) (?:they|he|she|the|their)\\b.*");

    private static final Pattern TOLD_TO_US =
            Pattern.compile("(?i)^(?:please )?(?:i|we)(?:'d| would)? (?:want|like|need) you to ");

    /** "Budget: how much they can spend". */
    private static final Pattern LABELLED_CLAUSE = Pattern.compile(
            "(?i)[^:.?!\"]{2,40}: +(?=(?:whether|if they|what|which|when|where|who|how (?:many|much|long"
                    + "|often|soon))\\b)");

    private static final Pattern FAMILY = Pattern.compile("\\bmy (mother|father|mum|mom|dad|wife|husband|son"
            + "|daughter"
            + "|sister|brother|grandmother|grandfather|aunt|uncle|partner|friend)\\b");
    private static final Pattern DETERMINED = Pattern.compile("(?:their|his|her|the|an?|any|our|your) .*");
    private static final Pattern TELLS_TO_ASK =
            Pattern.compile("(?i)(?:ask(?![^:?]{0,60}:)|then|next|first|finally|say|start|begin)\\b.*");
    private static final int LONGEST = 300;
    private static final int LONGEST_LINE = 1_000;
    private static final int MOST_POINTS = 50;
    private static final int MOST_CHARACTERS = 32_000;
    /** Words that nearly every English prompt has, and that other languages don't share. */
    private static final Pattern ENGLISH = Pattern.compile("(?i)\\b(?:the|and|you|your|are|they|their|them|ask|call"
            + "|calls|that|what|which|who|when|how|whether|this|with|for|to|sell|help|answer|be|always"
            + "|never|polite|customer|customers)\\b");

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}']+");
    private static final Pattern NOT_LATIN = Pattern.compile("[\\p{L}&&[^\\p{IsLatin}]]");
    private static final int FEWEST_WORDS = 4;
    /** Of words in English: one in so many, at least, is among those above. */
    private static final int ONE_IN = 12;

    /** For a prompt that tells to call, and nothing that could be said. */
    private static final List<String> UNCLEAR = List.of(
            "I was asked to call you, and I can't read what about." + " Shall I ask a colleague to call you back?");

    private static final Pattern CALLS_OUT = Pattern.compile(
            "(?im)\\b(?:you (?:will |must |should )?(?:call|phone|ring)|you(?:'re| are) (?:calling|phoning|ringing)"
                    + "|outbound|cold[- ]call)\\b|^[ \\t]{0,8}(?:please )?(?:call|phone|ring|dial) (?!cent)");

    private static final List<String> OPEN =
            List.of("How can I help you today?", "Is there anything else I can help you with?");

    /** @param prompt with its places filled, or not */
    public static Script of(String prompt) {
        String read = prompt.substring(0, Math.min(prompt.length(), MOST_CHARACTERS));
        return new Reader().read(named(OwnerScript.withoutRules(read)));
    }

    /** With "her" as "my mother's" where the prompt speaks of one's own people: then it is not who is spoken to. */
    private static String named(String prompt) {
        Matcher family = FAMILY.matcher(prompt);
        if (!family.find()) {
            return prompt;
        }
        String one = "my " + family.group(1);
        return prompt.replaceAll("\\b(?:she|he|him)\\b", one).replaceAll("\\b(?:her|his)\\b(?= [a-z])", one + "'s");
    }

    /** Whether the prompt had anything to say. */
    public boolean isEmpty() {
        return purpose.isEmpty()
                && (points.equals(OPEN)
                        || points.equals(UNCLEAR)
                        || Stream.of(ScriptPhrases.ENGLISH, ScriptPhrases.HINDI, ScriptPhrases.ROMANISED_HINDI)
                                .anyMatch(each -> points.equals(notRead(each))));
    }

    /** For a prompt in another language: a person who is called is told so, and not asked what they called for. */
    private static List<String> notRead(ScriptPhrases phrases) {
        return List.of(phrases.cantRead() + " " + phrases.offerCallback());
    }

    private static boolean isForeign(String prompt) {
        long words = WORD.matcher(prompt).results().count();
        return NOT_LATIN.matcher(prompt).results().count() > prompt.length() / 2
                || words >= FEWEST_WORDS && ENGLISH.matcher(prompt).results().count() * ONE_IN < words;
    }

    private enum Kind {
        PROSE,
        LITERAL,
        BULLET,
        NUMBER
    }

    private record Point(Kind kind, String text) {}

    /** What the lines under a heading are. */
    private enum Section {
        NONE,
        ASKED,
        WHETHER_THEY,
        MANNERS,
        OTHER
    }

    private static final class Reader {
        private final List<Point> found = new ArrayList<>();
        private final List<String> said = new ArrayList<>();
        private final Instruction instructions = new Instruction(said);
        private Optional<String> hindiPurpose = Optional.empty();
        private Section section = Section.NONE;
        private boolean isForeign;
        private boolean callsOut;
        private ScriptPhrases phrases = ScriptPhrases.ENGLISH;

        Script read(String prompt) {
            isForeign = isForeign(prompt);
            phrases = ScriptPhrases.of(prompt, "en");
            callsOut = CALLS_OUT.matcher(prompt).find();
            StringBuilder paragraph = new StringBuilder();
            for (String line : prompt.replace("**", "\u0002").split("\\R")) {
                String text = line.replace("\u0002", "").replace("__", "").strip();
                Matcher item = ITEM.matcher(text);
                Matcher heading = HEADING.matcher(line.replace("\u0002", "**"));
                boolean endsParagraph = text.isEmpty() || item.matches() || heading.matches();
                if (endsParagraph) {
                    prose(paragraph);
                }
                if (item.matches()) {
                    item(item.group(2).strip(), item.group(1) == null ? Kind.BULLET : Kind.NUMBER);
                } else if (!text.isEmpty() && heading.matches()) {
                    heading(text.replaceAll("^#+ *|:$", ""));
                } else if (!text.isEmpty()) {
                    paragraph.append(paragraph.isEmpty() ? "" : " ").append(text);
                }
            }
            prose(paragraph);
            return script();
        }

        private Script script() {
            Kind list = has(Kind.NUMBER) ? Kind.NUMBER : has(Kind.BULLET) ? Kind.BULLET : Kind.LITERAL;
            Set<String> points = new LinkedHashSet<>();
            found.stream()
                    .filter(point -> point.kind() == list || point.kind() == Kind.PROSE)
                    // as they will stand in the transcript, so that they are found there
                    .map(point -> String.join(" ", SentenceSplitter.of(point.text())))
                    .filter(text -> text.length() > 3)
                    .limit(MOST_POINTS)
                    .forEach(points::add);
            Optional<String> purpose = instructions
                    .purpose()
                    .or(() -> hindiPurpose)
                    .map(text -> String.join(" ", SentenceSplitter.of(text)));
            if (!points.isEmpty()) {
                return new Script(purpose, List.copyOf(points));
            }
            String closing = instructions.purpose().isPresent() ? instructions.closing() : phrases.canYouHelp();
            return new Script(purpose, purpose.isPresent() ? List.of(closing) : nothingFound());
        }

        private List<String> nothingFound() {
            return isForeign || phrases != ScriptPhrases.ENGLISH ? notRead(phrases) : callsOut ? UNCLEAR : OPEN;
        }

        private boolean has(Kind kind) {
            return found.stream().anyMatch(point -> point.kind() == kind);
        }

        private void heading(String title) {
            String lower = title.strip().toLowerCase(Locale.ROOT);
            section = WHETHER_THEY.matcher(lower).matches()
                    ? Section.WHETHER_THEY
                    : MANNERS.matcher(lower).matches()
                            ? Section.MANNERS
                            : ASKED.matcher(lower).matches() ? Section.ASKED : Section.OTHER;
        }

        private void prose(StringBuilder paragraph) {
            String text = paragraph.toString().strip();
            paragraph.setLength(0);
            if (text.isEmpty()) {
                return;
            }
            Matcher items = INLINE_ITEM.matcher(text);
            if (items.results().count() > 1) {
                String[] parts = INLINE_ITEM.split(text);
                if (!parts[0].isBlank()) {
                    String head = parts[0].strip();
                    Matcher asks = ASKS_FOR_LIST.matcher(head);
                    if (head.endsWith(":") || asks.find()) {
                        heading(head.substring(head.lastIndexOf(". ") + 1).replaceFirst(":$", ""));
                    }
                    // "You call suppliers for a quote: a) …" tells why it calls, too
                    String before = asks.reset().replaceFirst("");
                    boolean calls = CALLS_OUT
                            .matcher(before.substring(before.lastIndexOf(". ") + 1)
                                    .strip())
                            .find();
                    if (calls && section == Section.OTHER) {
                        section = Section.ASKED;
                    }
                    sentences(calls ? before : head.replaceFirst("(?:^|(?<=\\. ))[^.]*:$", ""));
                }
                Stream.of(parts)
                        .skip(1)
                        .map(part -> part.strip().replaceFirst("[,;]?(?: and| or)?$", ""))
                        .forEach(part -> item(part, Kind.NUMBER));
            } else {
                sentences(text);
            }
            section = Section.NONE;
            if (text.endsWith(":")) {
                // "You call suppliers. We want to know:", and a list below it
                heading(text.substring(text.lastIndexOf(". ") + 1).replaceFirst(":$", ""));
                section = section == Section.OTHER || section == Section.MANNERS ? Section.NONE : section;
            }
        }

        private void sentences(String text) {
            for (String sentence : split(text)) {
                if (section != Section.MANNERS && sentence.length() <= LONGEST_LINE) {
                    sentence(sentence, Kind.PROSE);
                }
            }
        }

        /** Says whether something is said because of it. */
        private boolean sentence(String sentence, Kind kind) {
            if (HindiInstruction.isHindi(sentence)) {
                List<String> questions = HindiInstruction.questions(sentence);
                Optional<String> purpose = questions.isEmpty() ? HindiInstruction.purpose(sentence) : Optional.empty();
                hindiPurpose = hindiPurpose.or(() -> purpose);
                questions.forEach(question -> found.add(new Point(kind, question)));
                if (!questions.isEmpty() || purpose.isPresent()) {
                    return true;
                }
                Optional<String> statement = HindiInstruction.statement(sentence);
                if (statement.isPresent()) {
                    found.add(new Point(kind, statement.get()));
                    return true;
                }
            }
            Matcher nouns = LIST_OF_NOUNS.matcher(sentence);
            String plain = nouns.matches()
                    ? "ask for " + (DETERMINED.matcher(nouns.group(2)).matches() ? "" : "their ") + nouns.group(2)
                    : TOLD_TO_US.matcher(sentence).replaceFirst("");
            boolean literal =
                    plain.endsWith("?") && !TELLS_TO_ASK.matcher(plain).matches();
            if (literal) {
                String question = plain.replaceAll("[\"“”]", "")
                        .replaceFirst("(?i)^ask[^:?]{0,60}: *", "")
                        .strip();
                if (question.length() <= LONGEST) {
                    found.add(new Point(kind == Kind.PROSE ? Kind.LITERAL : kind, DirectSpeech.asked(question)));
                }
                return true;
            }
            said.clear();
            boolean any = instructions.read(plain);
            said.stream().filter(text -> text.length() <= LONGEST).forEach(text -> found.add(new Point(kind, text)));
            return any;
        }

        private void item(String text, Kind kind) {
            if (section == Section.MANNERS || text.length() > LONGEST_LINE) {
                return;
            }
            Matcher quoted = Pattern.compile("[\"“]([^\"”]+\\?)[\"”]").matcher(text);
            if (quoted.find()) {
                found.add(
                        new Point(kind, DirectSpeech.capitalised(quoted.group(1).strip())));
                return;
            }
            if (section == Section.WHETHER_THEY && !text.endsWith("?")) {
                found.add(new Point(kind, DirectSpeech.whether("they " + DirectSpeech.uncapitalised(plain(text)))));
                return;
            }
            if (section == Section.ASKED && WHEN.matcher(plain(text)).matches()) {
                topic(plain(text), kind);
                return;
            }
            boolean any = false;
            for (String sentence : split(text)) {
                any |= sentence(sentence, kind);
            }
            Matcher label = LABELLED_CLAUSE.matcher(text);
            String named = label.lookingAt() ? text.substring(label.end()) : text;
            if (!any && isTopic(named)) {
                topic(plain(named), kind);
            }
        }

        /** A thing to ask for, named and no more: "Delivery address". */
        private void topic(String text, Kind kind) {
            String lower = DirectSpeech.uncapitalised(text);
            if (lower.matches("(?:whether|if) .*")) {
                found.add(new Point(kind, DirectSpeech.whether(lower.replaceFirst("^\\w+ ", ""))));
            } else if (lower.matches("(?:what|which|when|where|who|how|why)\\b.*")) {
                found.add(new Point(kind, DirectSpeech.what(lower)));
            } else if (ASKS_ALREADY.matcher(lower).matches()) {
                found.add(new Point(kind, DirectSpeech.capitalised(DirectSpeech.toYou(lower)) + "?"));
            } else if (section == Section.ASKED && lower.startsWith("any ")) {
                found.add(new Point(kind, "Do you have " + DirectSpeech.toYou(lower) + "?"));
            } else {
                boolean determined = DETERMINED.matcher(lower).matches();
                found.add(new Point(kind, Questions.wish(determined ? lower : "their " + lower)));
            }
        }

        private boolean isTopic(String text) {
            return section != Section.OTHER
                    && text.split("\\s+").length <= 10
                    && split(text).size() == 1
                    && !text.contains(":")
                    && (!NO_TOPIC.matcher(text).matches()
                            || section == Section.ASKED
                                    && (WHEN.matcher(text).matches()
                                            || IF_ALONE.matcher(text).matches()
                                            || text.matches("(?i)any (?!time" + "|case).*")));
        }

        private static String plain(String text) {
            return text.replaceFirst("[.;,!]+$", "").strip();
        }

        /** Sentences of any length; a full stop of an abbreviation ends none. */
        private static List<String> split(String text) {
            List<String> sentences = new ArrayList<>();
            int from = 0;
            Matcher ends = SENTENCE_END.matcher(text);
            while (ends.find()) {
                if (!ABBREVIATION
                        .matcher(text.substring(Math.max(from, ends.end() - 12), ends.end()))
                        .find()) {
                    sentences.add(text.substring(from, ends.end()).strip());
                    from = ends.end();
                }
            }
            sentences.add(text.substring(from).strip());
            sentences.removeIf(String::isEmpty);
            return sentences;
        }
    }
}
