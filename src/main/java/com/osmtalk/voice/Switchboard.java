package com.osmtalk.voice;

import com.osmtalk.api.Agent;
import com.osmtalk.api.Analysis;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.PostCallAnalysis;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.api.TranscriptRole;
import com.osmtalk.api.Usage;
import com.osmtalk.voice.analysis.Analyst;
import com.osmtalk.voice.analysis.ModelAnalyst;
import com.osmtalk.voice.analysis.RuleAnalyst;
import com.osmtalk.voice.brain.Brain;
import com.osmtalk.voice.brain.CallTask;
import com.osmtalk.voice.brain.Colleagues;
import com.osmtalk.voice.brain.Handover;
import com.osmtalk.voice.brain.HttpTools;
import com.osmtalk.voice.brain.McpTools;
import com.osmtalk.voice.brain.ModelEndpoint;
import com.osmtalk.voice.brain.OpenAiBrain;
import com.osmtalk.voice.brain.OptOutConfirmation;
import com.osmtalk.voice.brain.OptOutGuard;
import com.osmtalk.voice.brain.OptOutWords;
import com.osmtalk.voice.brain.ScriptedBrain;
import com.osmtalk.voice.brain.TruthGuard;
import com.osmtalk.voice.carrier.CarriedNumber;
import com.osmtalk.voice.carrier.Carrier;
import com.osmtalk.voice.carrier.Carriers;
import com.osmtalk.voice.carrier.GuardedCarrier;
import com.osmtalk.voice.carrier.IncomingCall;
import com.osmtalk.voice.mcp.McpServers;
import com.osmtalk.voice.phrases.Phrase;
import com.osmtalk.voice.phrases.StandardPhrases;
import com.osmtalk.voice.rehearsal.ModelRehearsal;
import com.osmtalk.voice.time.Pace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The entrance to the voice side: makes calls, answers in writing, and looks back at what was said. It owns the threads
 * of all calls and the connections to the language model, and lives as long as the server.
 */
public final class Switchboard implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Switchboard.class);

    /** Listeners may block to store what they hear, so there are more threads than processors; never one per call. */
    private static final int THREADS = Math.max(8, 2 * Runtime.getRuntime().availableProcessors());

    /**
     * The end of a call is more to store than a line of it; many that end at once must not hold up what the others say.
     */
    private static final int ENDING_THREADS = 4;

    private static final double REAL_TIME = 1;
    private static final Duration TOOL_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration LONGEST_CLOSING = Duration.ofSeconds(10);

    private final Carriers carriers;
    private final Brain brain;
    private final Analyst analyst;
    private final @Nullable ModelRehearsal rehearsal;
    private final ExecutorService workers;
    private final ExecutorService endings;
    private final ScheduledThreadPoolExecutor alarms;
    private final List<Runnable> connections = new ArrayList<>();
    private final Set<Conversation> live = new HashSet<>();
    private boolean closed;

    /** @param carriers connect calls that are dialled, and people who take over, each by the number they come from */
    public Switchboard(VoiceSettings settings, Carriers carriers) {
        this.carriers = carriers;
        VoiceSettings.Model model = settings.model();
        if (model == null) {
            this.brain = new OptOutGuard(new TruthGuard(new ScriptedBrain()), null);
            this.analyst = new RuleAnalyst();
            this.rehearsal = null;
        } else {
            ModelEndpoint endpoint = new ModelEndpoint(model.baseUrl(), model.apiKey(), model.name(), model.timeout());
            HttpTools tools = new HttpTools(settings.privateToolHosts(), TOOL_TIMEOUT);
            connections.add(endpoint::close);
            McpServers servers = new McpServers(settings.privateToolHosts(), TOOL_TIMEOUT);
            connections.add(tools::close);
            connections.add(servers::close);
            this.brain = new OptOutGuard(
                    new TruthGuard(new OpenAiBrain(endpoint, tools, new McpTools(servers))),
                    new OptOutConfirmation(endpoint));
            this.analyst = new ModelAnalyst(endpoint, new RuleAnalyst());
            this.rehearsal = new ModelRehearsal(endpoint, model.name());
        }
        this.workers = Executors.newFixedThreadPool(THREADS, named("voice-"));
        // a call that outlasts the closing tells its end itself
        this.endings = new ThreadPoolExecutor(
                ENDING_THREADS,
                ENDING_THREADS,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                named("voice-end-"),
                (end, closed) -> end.run());
        this.alarms = new ScheduledThreadPoolExecutor(1, named("voice-alarm-"));
        alarms.setRemoveOnCancelPolicy(true);
    }

    /**
     * Dials through the carrier of our number, and returns immediately.
     *
     * @throws IllegalStateException when the switchboard is closed
     */
    public LiveCall dial(CallPlan plan, CallEvents events) {
        CarriedNumber from = Objects.requireNonNull(plan.ours(), "a call that is dialled comes from a number of ours");
        PhoneNumber to = Objects.requireNonNull(plan.theirs(), "a call that is dialled goes to a number");
        Carrier guarded = guarded(carriers.of(from), plan);
        return hold(
                plan,
                true,
                events,
                (timeline, line) -> guarded.dial(from, to, plan.lineContext(), timeline, line),
                guarded,
                guarded.speed());
    }

    /**
     * Holds a call on a line that somebody has opened, in real time.
     *
     * @throws IllegalStateException when the switchboard is closed
     */
    public LiveCall connect(CallPlan plan, CallEvents events, LineOpener line) {
        return hold(plan, false, events, line, guarded(carriers.of(plan.ours()), plan), REAL_TIME);
    }

    /**
     * Answers a call that has come in, and returns immediately. Whoever is to take it over is dialled through the
     * carrier it came from.
     *
     * @throws IllegalStateException when the switchboard is closed; the call still rings
     */
    public LiveCall answer(CallPlan plan, CallEvents events, IncomingCall incoming) {
        Carrier carrier = incoming.carrier();
        return hold(
                plan,
                false,
                events,
                (timeline, line) -> incoming.answer(plan.lineContext(), timeline, line),
                guarded(carrier, plan),
                carrier.speed());
    }

    private static Carrier guarded(Carrier carrier, CallPlan plan) {
        return new GuardedCarrier(carrier, plan.rules().mayDial());
    }

    /** @param speed of line time, as its carrier says */
    private LiveCall hold(
            CallPlan plan,
            boolean machinesAnswer,
            CallEvents events,
            LineOpener line,
            Carrier transfers,
            double speed) {
        Conversation conversation = new Conversation(
                plan,
                machinesAnswer,
                events,
                line,
                transfers,
                brain,
                new Pace(speed, System::nanoTime, alarms, workers),
                (over, end) -> endings.execute(() -> tell(plan, events, over, end)));
        synchronized (live) {
            if (closed) {
                throw new IllegalStateException("the switchboard is closed");
            }
            live.add(conversation);
        }
        brain.prepare(plan.agent());
        conversation.begin();
        return conversation;
    }

    private void tell(CallPlan plan, CallEvents events, Conversation over, CallEnd end) {
        try {
            events.ended(end);
        } catch (RuntimeException | Error fault) {
            LOG.error("call {}: its end could not be told", plan.callId(), fault);
        } finally {
            synchronized (live) {
                live.remove(over);
                live.notifyAll();
            }
        }
    }

    /** {@link #reply} of an agent that hands over to nobody. */
    public CompletionStage<WrittenReply> reply(
            Agent agent,
            Map<String, String> dynamicVariables,
            OptOutWords optOutWords,
            List<TranscriptEntry> history,
            String message) {
        return reply(agent, Colleagues.NONE, dynamicVariables, optOutWords, history, message);
    }

    /**
     * An agent's answer in writing; fails with {@link com.osmtalk.voice.brain.BrainException} when the model gives
     * none.
     *
     * @param agent whose conversation it was at first
     * @param colleagues to whom agents may hand it over, and may have handed it over
     * @param history the conversation so far, without {@code message}
     */
    public CompletionStage<WrittenReply> reply(
            Agent agent,
            Colleagues colleagues,
            Map<String, String> dynamicVariables,
            OptOutWords optOutWords,
            List<TranscriptEntry> history,
            String message) {
        List<TranscriptEntry> all = new ArrayList<>(history);
        all.add(new TranscriptEntry(history.size(), TranscriptRole.CALLER, message, 0, null));
        Agent current = Handover.current(agent, history, colleagues);
        Brain.Context context = new Brain.Context(
                current,
                CallTask.NONE,
                dynamicVariables,
                optOutWords,
                all,
                true,
                false,
                Handover.possible(current, history, colleagues));
        return new ChatTurn(brain, context, colleagues).begin().thenApply(turn -> written(current, turn));
    }

    private static WrittenReply written(Agent agent, TextTurn turn) {
        boolean ended = turn.next() == Brain.Next.END_CALL;
        String text = turn.text().isEmpty()
                ? StandardPhrases.in(agent.language()).get(ended ? Phrase.GOODBYE : Phrase.NO_TRANSFER)
                : turn.text();
        return new WrittenReply(text, ended, turn.optedOut(), turn.handedTo(), turn.usage());
    }

    /**
     * An agent's next turn in a telephone conversation that is only written down, to try the agent out: it is held as
     * on the phone, and nobody is dialled whatever the agent does. Fails as {@link #reply}.
     *
     * @param agent whose conversation it was at first
     * @param colleagues to whom agents may hand it over, and may have handed it over
     * @param history empty: the agent opens the conversation
     */
    public CompletionStage<TextTurn> rehearse(
            Agent agent,
            Colleagues colleagues,
            Map<String, String> dynamicVariables,
            OptOutWords optOutWords,
            List<TranscriptEntry> history) {
        Agent current = Handover.current(agent, history, colleagues);
        Brain.Context context = new Brain.Context(
                current,
                CallTask.NONE,
                dynamicVariables,
                optOutWords,
                history,
                false,
                true,
                Handover.possible(current, history, colleagues));
        return new ChatTurn(brain, context, colleagues).begin();
    }

    /** The model as a simulated person and as a judge; empty where none is configured. */
    public Optional<ModelRehearsal> modelRehearsal() {
        return Optional.ofNullable(rehearsal);
    }

    /** What a finished conversation amounts to, by the agent's {@code postCallAnalysis}. */
    public CompletionStage<Analysis> analyse(Agent agent, List<TranscriptEntry> transcript) {
        return analyse(agent, agent.postCallAnalysis(), transcript);
    }

    /** The same for a conversation of which something else is wanted than of the agent's others. */
    public CompletionStage<Analysis> analyse(Agent agent, PostCallAnalysis wanted, List<TranscriptEntry> transcript) {
        return analyst.analyse(agent, wanted, transcript);
    }

    /**
     * @param ended the agent has closed the conversation
     * @param handedTo the agents to whom the conversation went before the last words of the text, in order
     */
    public record WrittenReply(String text, boolean ended, boolean optedOut, List<Agent> handedTo, Usage usage) {}

    /** Ends what is live as interrupted, waits a little until all of it was told, and stops. */
    @Override
    public void close() {
        synchronized (live) {
            closed = true;
            live.forEach(Conversation::interrupt);
            long deadline = System.nanoTime() + LONGEST_CLOSING.toNanos();
            long left = LONGEST_CLOSING.toMillis();
            try {
                while (!live.isEmpty() && left > 0) {
                    live.wait(left);
                    left = (deadline - System.nanoTime()) / 1_000_000;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        alarms.shutdownNow();
        workers.shutdown();
        endings.shutdown();
        connections.forEach(Runnable::run);
    }

    private static ThreadFactory named(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
