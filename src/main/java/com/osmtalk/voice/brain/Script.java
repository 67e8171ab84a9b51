package com.osmtalk.voice.brain;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an agent without a model is to go through: the numbered or bulleted points of its prompt, or else its questions.
 * Instructions are turned into what is said to a person ("Ask whether they can come" into "Can you come?") by rules for
 * the usual verbs, so that the offline agent of somebody's own prompt makes sense. English only.
 */
final class Script {
    private static final Pattern NUMBERED =
            Pattern.compile("(?m)^[ \\t]*(?:step )?\\d{1,2} ?[.):-][ \\t]+(.+)$", Pattern.CASE_INSENSITIVE);
    private static final Pattern BULLETED = Pattern.compile("(?m)^[ \\t]*[-*•–][ \\t]+(.+)$");
    private static final Pattern QUESTION = Pattern.compile("(?<=^|[.!?\\n])[^.!?\\n]{1,300}\\?");
    private static final Pattern QUOTED = Pattern.compile("[\"“]([^\"”]+\\?)[\"”]");
    private static final Pattern RULE = Pattern.compile(
            "(be|never|always|do not|don't|if|when|unless|keep|speak|you|your|avoid|use|only|stay|make sure|greet"
                    + "|introduce|thank"
                    + "|say (good)?bye|end|close|respond|answer|politely|listen|wait|stop|hang|transfer|let them"
                    + "|note|record|then)\\b.*");
    private static final Pattern ASK_WHETHER =
            Pattern.compile("(?:ask|check|find out|verify|see)(?: (?:them|the \\w+))? (?:if|whether) (.+)");
    private static final Pattern ASK_WHAT = Pattern.compile(
            "(?:ask|check|find out)(?: (?:them|the \\w+))?:? ((?:what|which|when|where|who|how|why)\\b.+)");
    private static final Pattern ASK_FOR =
            Pattern.compile("(?:ask(?: (?:them|the \\w+))? for|collect|get|obtain|take) (.+)");
    private static final Pattern ASK_ABOUT = Pattern.compile("(?:ask|talk|speak)(?: (?:them|the \\w+))? about (.+)");
    private static final Pattern CONFIRM = Pattern.compile("(?:confirm|verify|check) (that )?(.+)");
    private static final Pattern OFFER = Pattern.compile("(?:offer|propose|suggest)(?: (?:them|the \\w+))? (to )?(.+)");
    private static final Pattern REMIND = Pattern.compile("remind (?:them|the \\w+) (to|that|of|about) (.+)");
    private static final Pattern TELL = Pattern.compile(
            "(?:tell|inform|explain to|let)(?: (?:them|the \\w+))?(?: know)? (?:that )?(.+)|(?:explain|mention|say"
                    + "|state)(?: that)? (.+)");
    private static final Pattern MODAL = Pattern.compile("you (are|can|could|will|would|were|did|should) (.+)");
    private static final Pattern PLAIN_VERB = Pattern.compile(
            "you ((?:have|want|need|like|prefer|know|remember|plan|agree|wish|use|live|own|still)\\b.+)");
    private static final int LONGEST = 300;
    private static final int LONGEST_LINE = 1_000;
    private static final int MOST_POINTS = 50;

    private Script() {}

    /** What to say for each point, in order; never empty. */
    static List<String> points(String prompt) {
        // as they will stand in the transcript, so that they are found there
        return written(prompt).stream()
                .limit(MOST_POINTS)
                .map(point -> String.join(" ", SentenceSplitter.of(point)))
                .toList();
    }

    private static List<String> written(String prompt) {
        for (Pattern list : List.of(NUMBERED, BULLETED)) {
            Set<String> points = new LinkedHashSet<>();
            Matcher lines = list.matcher(prompt);
            while (lines.find()) {
                spoken(lines.group(1)).ifPresent(points::add);
            }
            if (!points.isEmpty()) {
                return List.copyOf(points);
            }
        }
        Set<String> questions = new LinkedHashSet<>();
        Matcher sentences = QUESTION.matcher(prompt);
        while (sentences.find()) {
            String question =
                    capitalised(sentences.group().replaceAll("[\"“”]", "").strip());
            if (question.length() > 3 && question.length() <= LONGEST) {
                questions.add(question);
            }
        }
        return questions.isEmpty()
                ? List.of("How can I help you today?", "Is there anything else I can help you with?")
                : List.copyOf(questions);
    }

    private static Optional<String> spoken(String line) {
        if (line.length() > LONGEST_LINE) {
            return Optional.empty();
        }
        String text = line.replace("**", "").replace("__", "").strip();
        Matcher quoted = QUOTED.matcher(text);
        if (quoted.find()) {
            return Optional.of(capitalised(quoted.group(1).strip()));
        }
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        if (text.endsWith("?")) {
            return Optional.of(capitalised(text.replaceFirst("(?i)^(ask|say|question)( them)?\\s*:\\s*", "")));
        }
        String plain = text.replaceFirst("[.;,!]+$", "");
        return Optional.ofNullable(plain.isEmpty() ? null : said(plain)).filter(point -> !point.isEmpty());
    }

    private static String said(String point) {
        String lower = uncapitalised(point);
        Matcher m = ASK_WHETHER.matcher(lower);
        if (m.matches()) {
            return question(toYou(m.group(1)));
        }
        m = ASK_WHAT.matcher(lower);
        if (m.matches()) {
            return "Could you tell me " + toYou(m.group(1)) + "?";
        }
        m = ASK_FOR.matcher(lower);
        if (m.matches()) {
            return "Could you tell me " + toYou(m.group(1)) + ", please?";
        }
        m = ASK_ABOUT.matcher(lower);
        if (m.matches()) {
            return "May I ask about " + toYou(m.group(1)) + "?";
        }
        m = CONFIRM.matcher(lower);
        if (m.matches()) {
            return "Can you confirm " + (m.group(1) == null ? "" : "that ") + toYou(m.group(2)) + "?";
        }
        m = OFFER.matcher(lower);
        if (m.matches()) {
            return (m.group(1) == null ? "Would you like " : "Would you like us to ") + toYou(m.group(2)) + "?";
        }
        m = REMIND.matcher(lower);
        if (m.matches()) {
            return ("to".equals(m.group(1)) ? "Please remember to " : "I would like to remind you " + m.group(1) + " ")
                    + toYou(m.group(2)) + ". Is that all right?";
        }
        if (RULE.matcher(lower.toLowerCase(Locale.ROOT)).matches()) {
            return "";
        }
        m = TELL.matcher(lower);
        if (m.matches()) {
            return capitalised(toYou(m.group(1) == null ? m.group(2) : m.group(1))) + ". Is that all right?";
        }
        return "What should I note for " + toYou(lower) + "?";
    }

    /** A direct question where the verb allows it. */
    private static String question(String clause) {
        Matcher modal = MODAL.matcher(clause);
        if (modal.matches()) {
            return capitalised(modal.group(1)) + " you " + modal.group(2) + "?";
        }
        Matcher plain = PLAIN_VERB.matcher(clause);
        return plain.matches() ? "Do you " + plain.group(1) + "?" : "May I ask whether " + clause + "?";
    }

    /** Turns what is said about the person into what is said to them. */
    private static String toYou(String text) {
        return text.replaceAll(
                        "\\b(the (customer|patient|caller|callee|person|client|lead|user)|they|them|he|she)\\b(?!')",
                        "you")
                .replaceAll(
                        "\\b(the (customer|patient|caller|callee|person|client|lead|user)'s|their|his|her)\\b", "your")
                .replaceAll("\\byou is\\b", "you are")
                .replaceAll("\\byou has\\b", "you have")
                .replaceAll("\\byou was\\b", "you were")
                .replaceAll("\\byou (want|need|like|prefer|know|remember|plan|agree|wish)s\\b", "you $1")
                .replaceAll("\\bthey're\\b", "you are");
    }

    private static String capitalised(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static String uncapitalised(String text) {
        boolean acronym = text.length() > 1 && Character.isUpperCase(text.charAt(1));
        return acronym ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }
}
