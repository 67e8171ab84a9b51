package com.osmtalk.voice.brain;

import com.osmtalk.api.Placeholders;
import com.osmtalk.voice.brain.Brain.Context;
import com.osmtalk.voice.phrases.Phrase;
import com.osmtalk.voice.phrases.StandardPhrases;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an agent without a model says on a call that has a task: why it calls and what the task asks, then what its own
 * prompt has, then what the call is to find out.
 */
public final class TaskScript {
    private static final Pattern MINE = Pattern.compile("\\b(?:my|mine)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern ME = Pattern.compile("\\bme\\b");
    private static final Pattern I_AM = Pattern.compile("\\bI(?:'m| am)\\b");
    private static final Pattern I_HAVE = Pattern.compile("\\bI(?:'ve| have)\\b");
    private static final Pattern I_WILL = Pattern.compile("\\bI(?:'ll| will)\\b");
    private static final Pattern I_DO = Pattern.compile("\\bI do(?=n't\\b| not\\b)");
    private static final Pattern I =
            Pattern.compile("\\bI(?= (?:can|can't|cannot|could|would|won't|must|should|had|was|did|may|might)\\b)");
    /** What a person says to whoever does it for them. */
    private static final Pattern ASKED_OF_US = Pattern.compile(
            "^(?:(?:please|kindly|hi|hello|hey)[,!]? )*(?:(?:can|could|would|will) you (?:please )?"
                    + "|(?:i|we)(?:'d| would)? (?:want|like|need|have|wish)(?: you)? to |help me (?:to )?|please )+",
            Pattern.CASE_INSENSITIVE);

    /** "Don't forget to ask" is no rule: it is to be done. */
    private static final Pattern FORGET =
            Pattern.compile("(?i)\\b(?:please )?(?:do not|don't|don’t|never) (?:forget|fail|hesitate) to (?=\\p{L})");

    private static final Pattern NUMBERED = Pattern.compile("[ \\t]+(?=\\(?[2-9][.)] +\\p{L})");
    private static final Pattern DETERMINED =
            Pattern.compile("(?:the|an?|any|some|their|his|her|your|our|my|this|that|these|those|\\d+)\\b");
    private static final int LONGEST = 300;
    /** What makes a question of a thing, and no other one of it. */
    private static final Set<String> ASKING =
            Set.of(("|could|can|would|you|tell|me|i|have|may|ask|about|please|the|a|an"
                            + "|your|their|its|what|which|is|are|do|does|of|on|at|for|in|know"
                            + "|confirm|that|whether|if|like|to")
                    .split("\\|"));

    private TaskScript() {}

    /** The script of a conversation: of its prompt alone where it has no task. */
    static Script of(Context context) {
        CallTask task = context.task();
        Map<String, String> others = new HashMap<>(context.variables());
        if (!task.text().isEmpty()) {
            // it is read by itself
            others.remove("task");
        }
        Script own = Script.of(Placeholders.fill(context.agent().systemPrompt(), others));
        if (task.text().isEmpty() && task.questions().isEmpty()) {
            return own;
        }
        String toDo = TaskRules.without(plain(FORGET.matcher(task.text()).replaceAll("")));
        Script asked = toDo.isEmpty()
                ? new Script(Optional.empty(), List.of())
                : read(inTheirName(toDo, context.variables().getOrDefault("on_behalf_of", "")));
        Set<String> points = new LinkedHashSet<>(asked.points());
        if (!own.isEmpty()) {
            points.addAll(own.points());
        }
        List<String> wanted =
                task.questions().stream().map(TaskScript::question).toList();
        points.removeIf(point -> wanted.stream().anyMatch(question -> isSame(point, question)));
        points.addAll(wanted);
        if (points.isEmpty()) {
            // a task of nothing but rules: the agent says that it calls, and no more than that
            ScriptPhrases phrases = ScriptPhrases.of(task.text(), "en");
            points.add(phrases.cantRead() + " " + phrases.offerCallback());
        }
        return new Script(asked.purpose().or(own::purpose), List.copyOf(points));
    }

    /** Whether two questions ask for the same thing: "Could I have the price, please?", "What is the price?". */
    private static boolean isSame(String point, String question) {
        Set<String> things = things(question);
        return !things.isEmpty() && things.equals(things(point));
    }

    private static Set<String> things(String question) {
        Set<String> words =
                new LinkedHashSet<>(List.of(question.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{M}\\p{N}']+")));
        words.removeAll(ASKING);
        return words;
    }

    /** What can't be read as something to do is told as it stands: it is what the call is about. */
    private static Script read(String task) {
        Optional<Script> courtesy = Courtesies.of(task);
        if (courtesy.isPresent()) {
            return courtesy.get();
        }
        Script script = Script.of(Courtesies.toThem(task));
        if (!script.isEmpty()) {
            return script;
        }
        ScriptPhrases phrases = ScriptPhrases.of(task, "en");
        return new Script(
                Optional.of(asSaid(phrases.callsAbout() + " " + shortened(task))), List.of(phrases.canYouHelp()));
    }

    /** Without what is said to us alone, and with each of its points on a line. */
    private static String plain(String task) {
        Matcher asked = ASKED_OF_US.matcher(task);
        String told = asked.find() ? task.substring(asked.end()).replaceFirst("\\?$", ".") : task;
        return told.startsWith("1") ? NUMBERED.matcher(told).replaceAll("\n") : told;
    }

    /** "My dentist appointment" is not the agent's: it is of whom it calls for. */
    private static String inTheirName(String task, String onBehalfOf) {
        if (onBehalfOf.isBlank()) {
            return task;
        }
        // what is made of the task is in English, whatever the agent's language
        String name = StandardPhrases.isNobodysName(onBehalfOf)
                ? StandardPhrases.in("en").get(Phrase.SOMEBODY)
                : onBehalfOf;
        String whose = Matcher.quoteReplacement(name + (name.endsWith("s") ? "'" : "'s"));
        String who = Matcher.quoteReplacement(name);
        String named = MINE.matcher(task).replaceAll(whose);
        named = I_AM.matcher(named).replaceAll(who + " is");
        named = I_HAVE.matcher(named).replaceAll(who + " has");
        named = I_DO.matcher(named).replaceAll(who + " does");
        named = I_WILL.matcher(named).replaceAll(who + " will");
        return ME.matcher(I.matcher(named).replaceAll(who)).replaceAll(who);
    }

    private static String shortened(String task) {
        StringBuilder said = new StringBuilder();
        for (String sentence : SentenceSplitter.of(task)) {
            if (!said.isEmpty() && said.length() + sentence.length() > LONGEST) {
                break;
            }
            said.append(said.isEmpty() ? "" : " ").append(sentence);
        }
        String text = said.substring(0, Math.min(said.length(), LONGEST)).strip();
        return text.matches(".*[.!?।]") ? text : text + ".";
    }

    /** What is to be found out as a question: "price for two" is asked for. */
    public static String question(String wanted) {
        String plain = asSaid(wanted.strip());
        if (plain.matches(".*[?？]")) {
            return plain;
        }
        String text = plain.replaceFirst("[.;,:!।]+$", "");
        return Questions.of(DirectSpeech.uncapitalised(text))
                .filter(question -> !question.isEmpty())
                .orElseGet(() -> asked(text));
    }

    private static String asked(String text) {
        String lower = DirectSpeech.uncapitalised(text);
        if (lower.matches("(?:whether|if) .+")) {
            return DirectSpeech.whether(lower.replaceFirst("^\\w+ ", ""));
        }
        if (lower.matches("(?:what|which|when|where|who|how|why)\\b.*")) {
            return lower.split(" ").length <= 2 ? text + "?" : DirectSpeech.what(lower);
        }
        if (lower.matches("(?:please )?(?:tell|give|send|read|let) me .+")) {
            return "Could you " + lower.replaceFirst("^please ", "") + "?";
        }
        return lower.matches("(?:can|could|do|does|did|is|are|was|were|will|would|has|have|may|should)\\b.+")
                ? text + "?"
                : Questions.wish(DETERMINED.matcher(lower).lookingAt() ? lower : "the " + lower);
    }

    /** As it will stand in the transcript, so that it is found there. */
    private static String asSaid(String text) {
        return String.join(" ", SentenceSplitter.of(text));
    }
}
