package com.osmtalk.voice.carrier.simulated;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a cooperative person on the phone says to a question: an answer that fits it, the same every time. Patterns are
 * enough for that, where a model would need an account, cost money and say something else at each run.
 */
final class Answers {
    private static final int REMEMBERED = 600;
    private static final Pattern SENTENCE = Pattern.compile("[^.!?]+[.!?]*(?=\\s|$)");
    private static final Pattern GOODBYE =
            Pattern.compile("\\b(good ?bye|bye|have a (good|nice|great|lovely) (day|evening))\\b");
    private static final Pattern EITHER = Pattern.compile("([a-z0-9' -]+?)(?:, [a-z0-9' -]+)*,? or [a-z0-9' -]+");
    private static final Pattern YES_NO = Pattern.compile("(?:^|[,;] |\\b(?:so|and|then|first|just|sorry|please) )"
            + "(are|is|was|were|do|does|did|have|has|had|can|could|will|would|shall|should|may|might)(n't)? "
            + "(you|it|this|that|there|i|we|the|your|my|he|she|they|everything|anything)\\b");
    private static final Pattern INDIRECT =
            Pattern.compile("\\b(?:whether|if|that) you (are|can|could|will|would|do|did|have|had)\\b");
    private static final List<Topic> TOPICS = List.of(
            topic("allerg|medication|medical condition", "No, none that I know of."),
            topic("\\bany (problems|issues|concerns|complaints|changes|difficulties)", "No, none at all."),
            topic("anything else|any (other )?questions|something else", "No, that is all, thank you."),
            topic("speaking (with|to)|talking (with|to)|am i through to", "Yes, speaking."),
            topic("scale|out of (five|ten|5|10)|\\brate\\b|rating|score", "I would say eight."),
            topic("how many|how much|quantity|number of", "Two, I think."),
            topic("budget|price range|afford", "Around five hundred."),
            topic("date of birth|birthday|born", "The fourth of March, nineteen eighty-eight."),
            topic("e-?mail", "It is alex at example dot com."),
            topic("(phone|contact|best) number|reach you", "This number is fine."),
            topic("press (one|two|[0-9])", "Yes, please."),
            topic(
                    "(what|which).{0,20}\\bname|name,? please|(have|tell me|confirm) your (full )?name",
                    "It is Alex Morgan."),
            topic("address|where", "Twelve Station Road, on the ground floor."),
            topic("what day|which day|what date|day would|when\\b", "Thursday at ten in the morning would be good."),
            topic("what time|which time|time would|best time", "Ten in the morning would be good."),
            topic("how long", "About two weeks."),
            topic("how (was|is|are|do|did|have)", "Quite good, thank you."),
            topic("why|reason", "Mostly because it is close to where I live."),
            topic("how can i help|what can i do for you", "I just wanted to check that everything is in order."));

    private Answers() {}

    static boolean isGoodbye(String said) {
        return GOODBYE.matcher(end(said).toLowerCase(Locale.ROOT)).find();
    }

    static boolean isQuestion(String said) {
        return said.contains("?");
    }

    /** @param nth makes two answers of the same kind sound different */
    static String to(String said, int nth) {
        if (!isQuestion(said)) {
            return nth == 0 ? "Hello. Yes, go ahead." : nth % 2 == 0 ? "Okay." : "All right.";
        }
        String question = lastQuestion(said);
        for (Topic topic : TOPICS) {
            if (topic.asked().matcher(question).find()) {
                return topic.answer();
            }
        }
        Matcher indirect = INDIRECT.matcher(question);
        if (indirect.find()) {
            return yes(indirect.group(1), "you", nth);
        }
        Matcher yesNo = YES_NO.matcher(question);
        Matcher either = EITHER.matcher(question);
        if (either.find() && !question.contains("or not")) {
            return choice(either.group(1));
        }
        if (yesNo.find()) {
            return yes(yesNo.group(1), yesNo.group(3), nth);
        }
        return question.startsWith("what") || question.startsWith("which") || question.contains("tell me")
                ? "The usual one, please."
                : "Yes, that is right.";
    }

    /** Nobody remembers more of a long speech. */
    private static String end(String said) {
        return said.substring(Math.max(0, said.length() - REMEMBERED));
    }

    private static String lastQuestion(String said) {
        String last = end(said);
        Matcher sentences = SENTENCE.matcher(last.toLowerCase(Locale.ROOT).replace('’', '\''));
        while (sentences.find()) {
            if (sentences.group().endsWith("?")) {
                last = sentences.group().strip();
            }
        }
        return last;
    }

    /** The first of the things offered: the last word or two before the comma or the "or". */
    private static String choice(String before) {
        String[] words = before.strip().split(" ");
        String word = words[words.length - 1];
        boolean withArticle = words.length > 1 && words[words.length - 2].matches("the|a|an|in|on|by|at");
        String chosen = withArticle ? words[words.length - 2] + " " + word : word;
        return Character.toUpperCase(chosen.charAt(0)) + chosen.substring(1) + ", please.";
    }

    private static String yes(String verb, String subject, int nth) {
        boolean aboutMe = subject.equals("you");
        return switch (verb) {
            case "can", "could" -> aboutMe ? "Yes, I can." : subject.matches("i|we") ? "Sure, go ahead." : "Yes.";
            case "may", "might", "shall", "should" -> "Sure, please do.";
            case "will" -> aboutMe ? "Yes, I will." : "Yes, it will.";
            case "would" -> aboutMe ? "Yes, I would." : "Yes, that would be fine.";
            case "do", "does" -> aboutMe ? "Yes, I do." : "Yes, that works for me.";
            case "did" -> aboutMe ? "Yes, I did." : "Yes, it did.";
            case "have", "has", "had" -> aboutMe ? "Yes, I have." : "Yes, it has.";
            case "are", "were" -> aboutMe ? "Yes, I am." : "Yes, they are.";
            default -> nth % 2 == 0 ? "Yes, that is right." : "Yes, it is.";
        };
    }

    private static Topic topic(String asked, String answer) {
        return new Topic(Pattern.compile(asked), answer);
    }

    private record Topic(Pattern asked, String answer) {}
}
