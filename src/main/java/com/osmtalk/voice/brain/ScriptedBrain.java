package com.osmtalk.voice.brain;

import com.osmtalk.api.Agent;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.api.TranscriptRole;
import com.osmtalk.voice.brain.honesty.RobotQuestion;
import com.osmtalk.voice.phrases.Phrase;
import com.osmtalk.voice.phrases.StandardPhrases;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Speaks without a language model, so that everything can be tried with no account and tested without chance: goes
 * through the points of the agent's prompt and understands the usual answers. What it says depends on the agent, the
 * variables and the history, and on nothing else. It speaks English and Hindi ({@link ScriptPhrases}) and uses no HTTP
 * tools.
 */
public final class ScriptedBrain implements Brain {
    private static final int MOST_PRESSES = 4;
    private static final Pattern WHO_WE_ARE =
            Pattern.compile("(?i)\\b(?:this is|i am|i'm|calling|my name|mera naam|bol rah[aei]|ki taraf se|ki or se)\\b"
                    + "|मेरा नाम|बोल रह|की ओर से|की तरफ से");
    private static final Pattern CALLING_BECAUSE =
            Pattern.compile("(?i)\\bcalling (you )?(today )?(about|to|because|regarding|for)\\b");

    @Override
    public boolean isModel() {
        return false;
    }

    @Override
    public PendingReply think(Context context, ReplyListener reply) {
        MenuSteps steps = MenuSteps.of(context);
        if (steps.menu().isPresent()) {
            choose(steps.menu().get(), steps.pressed(), context, reply);
            return () -> {};
        }
        State state = new State(context);
        Optional<Agent> colleague = HandoverScript.wanted(context, state.caller);
        if (colleague.isPresent()) {
            reply.handedOver(colleague.get());
            return () -> {};
        }
        Answer answer = steps.justPressed() ? state.introduce() : state.answer();
        SentenceSplitter.of(answer.text()).forEach(reply::sentence);
        answer.question().ifPresent(reply::askOwner);
        reply.done(answer.next());
        return () -> {};
    }

    /** Presses what leads to its task; a machine that asks again and again gets nowhere. */
    private static void choose(PhoneMenu menu, int pressed, Context context, ReplyListener reply) {
        if (pressed < MOST_PRESSES) {
            menu.keyFor(context.greeting() + " " + context.prompt()).ifPresent(reply::press);
            reply.done(Next.LISTEN);
        } else {
            reply.done(Next.END_CALL);
        }
    }

    private record Answer(String text, Next next, Optional<AskOwner> question) {
        Answer(String text, Next next) {
            this(text, next, Optional.empty());
        }

        static Answer listen(String text) {
            return new Answer(text, Next.LISTEN);
        }
    }

    /** Where the conversation stands, read from its history. */
    private static final class State {
        private final Context context;
        private final ScriptPhrases say;
        private final List<String> points;
        /** Why it calls, as a sentence; empty when the prompt doesn't tell. */
        private final String purpose;

        private final boolean purposeIsTold;
        private final String caller;
        private final String lastAsked;
        private final int asked;
        private final int callerLines;
        private final boolean opening;
        private final OwnerScript owner;

        State(Context context) {
            this.context = context;
            this.say = ScriptPhrases.of(
                    context.greeting() + "\n" + context.prompt(),
                    context.agent().language());
            this.owner = new OwnerScript(context, say);
            Script script = TaskScript.of(context);
            this.points = script.points();
            this.purpose = script.purpose().orElse("");
            List<String> agentLines = lines(TranscriptRole.AGENT);
            List<String> callerWords = lines(TranscriptRole.CALLER);
            this.caller = callerWords.isEmpty() ? "" : callerWords.get(callerWords.size() - 1);
            this.lastAsked = agentLines.isEmpty() ? "" : agentLines.get(agentLines.size() - 1);
            this.callerLines = callerWords.size();
            this.opening = agentLines.isEmpty();
            String all = String.join("\n", agentLines);
            this.purposeIsTold = purpose.isEmpty() || all.contains(purpose) || isToldByGreeting();
            int reached = 0;
            for (int i = 0; i < points.size(); i++) {
                if (all.contains(points.get(i))) {
                    reached = i + 1;
                }
            }
            this.asked = reached;
        }

        /** A greeting that tells why its agent calls tells nothing of the task of one call. */
        private boolean isToldByGreeting() {
            CallTask task = context.task();
            String words = task.firstWords().isEmpty() ? context.greeting() : task.firstWords();
            boolean ofThisCall = task.text().isEmpty() || !task.firstWords().isEmpty();
            return ofThisCall && CALLING_BECAUSE.matcher(words).find();
        }

        private List<String> lines(TranscriptRole role) {
            return Handover.since(context.history()).stream()
                    .filter(entry -> entry.role() == role)
                    .map(TranscriptEntry::text)
                    .toList();
        }

        /** Somebody is there who has heard nothing of what was said before. */
        Answer introduce() {
            return Answer.listen((context.spokenGreeting() + " " + withPurpose(points.get(0))).strip());
        }

        Answer answer() {
            if (lastAsked.contains(say.when()) && Intent.of(caller) != Intent.NOT_INTERESTED) {
                return close(say.noted());
            }
            if (RobotQuestion.isIn(caller)) {
                // it was answered before this
                return Answer.listen(unfinished());
            }
            Intent meant = Intent.of(caller);
            Optional<Answer> owners = ownersPart(meant);
            if (owners.isPresent()) {
                return owners.get();
            }
            return switch (meant) {
                case OPT_OUT -> close(say.sorryForDisturbance());
                case HUMAN -> human();
                case NOT_INTERESTED -> close(say.understood());
                case CALLBACK ->
                    say.time().matcher(caller).find()
                            ? close(say.willCallBack())
                            : Answer.listen(say.ofCourse() + " " + say.when());
                case REPEAT ->
                    Answer.listen(say.ofCourse() + " " + (asked == 0 ? introduction() : points.get(asked - 1)));
                case WHO -> Answer.listen(introduction() + " " + unfinished());
                case GREETING -> asked == 0 ? next("") : Answer.listen(say.here() + " " + unfinished());
                case QUESTION -> next(asked == 0 ? say.cannotAnswer() : say.goodQuestion());
                case GOODBYE -> close(say.thankYouForTime());
                case KEYPAD -> next(say.thankYou());
                case NO -> no();
                case YES ->
                    lastAsked.contains(say.offerCallback())
                            ? close(say.colleagueWillCall())
                            : next(oneOf(say.afterYes()));
                case STATEMENT -> next(caller.isBlank() || asked == 0 ? "" : oneOf(say.afterAnswer()));
            };
        }

        /** What the person behind the call has to do with it, unless the other side takes its leave. */
        private Optional<Answer> ownersPart(Intent meant) {
            return switch (meant) {
                case OPT_OUT, HUMAN, NOT_INTERESTED, CALLBACK, GOODBYE -> Optional.empty();
                case KEYPAD, REPEAT, WHO, GREETING, QUESTION, NO, YES, STATEMENT ->
                    owner.answer().map(Answer::listen).or(() -> waitingOrAsking(meant));
            };
        }

        private Optional<Answer> waitingOrAsking(Intent meant) {
            if (context.isAskingOwner()) {
                return Optional.of(Answer.listen(
                        StandardPhrases.in(context.agent().language()).get(Phrase.OWNER_WAITING)));
            }
            return owner.question(context.unanswered(), meant)
                    .map(question -> new Answer("", Next.LISTEN, Optional.of(question)));
        }

        private Answer close(String text) {
            return new Answer(text + " " + say.goodbye(), Next.END_CALL);
        }

        private Answer human() {
            if (context.canTransfer()) {
                return new Answer("", Next.TRANSFER);
            }
            return Answer.listen(say.noPerson() + " " + say.offerCallback());
        }

        private Answer no() {
            if (asked == 0 && lastAsked.contains("?")) {
                return Answer.listen(say.iUnderstand() + " " + say.when());
            }
            return next(oneOf(say.afterNo()));
        }

        /** Acknowledges, and goes on with the next point, or closes when there is none. */
        private Answer next(String acknowledgement) {
            Optional<String> news = opening ? Optional.empty() : owner.news();
            if (news.isPresent()) {
                return Answer.listen((acknowledgement + " " + news.get()).strip());
            }
            if (asked == points.size()) {
                return close((acknowledgement + " " + say.thatIsAll()).strip());
            }
            String begin = opening ? (context.spokenGreeting() + " " + acknowledgement).strip() : acknowledgement;
            return Answer.listen((begin + " " + withPurpose(points.get(asked))).strip());
        }

        /** Why the agent calls comes before whatever else it says. */
        private String withPurpose(String words) {
            return purposeIsTold ? words : purpose + " " + words;
        }

        private String unfinished() {
            return withPurpose(points.get(asked == 0 ? 0 : asked - 1));
        }

        private String introduction() {
            return SentenceSplitter.of(context.spokenGreeting()).stream()
                    .filter(sentence -> WHO_WE_ARE.matcher(sentence).find())
                    .findFirst()
                    .map(sentence -> sentence.replaceFirst(
                            "(?i)^(hello|hi|hey|good (morning|afternoon|evening))\\b[^,.!]*[,.!]\\s*", ""))
                    .map(sentence -> Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1))
                    .orElse(say.whoIAm());
        }

        private String oneOf(List<String> phrases) {
            return phrases.get(Math.floorMod(callerLines - 1, phrases.size()));
        }
    }
}
