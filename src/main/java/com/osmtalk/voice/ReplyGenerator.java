package com.osmtalk.voice;

import com.osmtalk.api.Agent;
import com.osmtalk.api.Usage;
import com.osmtalk.voice.AgentTurn.After;
import com.osmtalk.voice.brain.AskOwner;
import com.osmtalk.voice.brain.Brain;
import com.osmtalk.voice.brain.BrainException;
import com.osmtalk.voice.phrases.Phrase;
import com.osmtalk.voice.phrases.StandardPhrases;
import com.osmtalk.voice.time.Timeline;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the brain fill one turn. When it fails, the agent asks for a moment and the brain tries once more; when that
 * fails too, the agent says so and the call ends as failed, since a caller is not to be kept with an agent that can't
 * answer.
 */
final class ReplyGenerator {
    private static final Logger LOG = LoggerFactory.getLogger(ReplyGenerator.class);

    private final String callId;
    private final Brain brain;
    private final Brain.Context context;
    private final Timeline timeline;
    private final CallMetrics metrics;
    private final AgentTurn turn;
    private final Host host;
    private Brain.@Nullable PendingReply thinking;
    private boolean cancelled;
    private boolean optedOut;

    ReplyGenerator(
            String callId,
            Brain brain,
            Brain.Context context,
            Timeline timeline,
            CallMetrics metrics,
            AgentTurn turn,
            Host host) {
        this.callId = callId;
        this.brain = brain;
        this.context = context;
        this.timeline = timeline;
        this.metrics = metrics;
        this.turn = turn;
        this.host = host;
    }

    /** @param measured whether the time to the first sentence says how fast the model is */
    void begin(boolean measured) {
        attempt(new Attempt(measured && brain.isModel(), false));
    }

    /** Stops it: nothing more is said of this reply, though what it used is still counted. */
    void cancel() {
        cancelled = true;
        if (thinking != null) {
            thinking.cancel();
        }
    }

    private void attempt(Attempt attempt) {
        try {
            thinking = brain.think(context, attempt);
        } catch (RuntimeException e) {
            attempt.failed(new BrainException("the brain broke", e));
        }
    }

    /** One try. What the brain tells from its own threads becomes events of the call. */
    private final class Attempt implements Brain.ReplyListener {
        private final long begunAt = timeline.realMillis();
        private final boolean isSecond;
        private boolean measured;

        Attempt(boolean measured, boolean isSecond) {
            this.measured = measured;
            this.isSecond = isSecond;
        }

        private void unlessCancelled(Runnable what) {
            timeline.post(() -> {
                if (!cancelled) {
                    what.run();
                }
            });
        }

        @Override
        public void sentence(String text) {
            long took = timeline.realMillis() - begunAt;
            unlessCancelled(() -> {
                if (measured) {
                    measured = false;
                    metrics.thought(took);
                }
                turn.say(text);
            });
        }

        @Override
        public void tool(String name, Brain.ToolStage stage) {
            unlessCancelled(() -> host.tool(name, stage));
        }

        @Override
        public void press(String keys) {
            unlessCancelled(() -> turn.press(keys));
        }

        @Override
        public void askOwner(AskOwner question) {
            unlessCancelled(() -> {
                sayAtLeast(Phrase.ASKING_OWNER);
                turn.run(() -> host.askOwner(question));
            });
        }

        @Override
        public void toolUsed(String text) {
            unlessCancelled(() -> turn.note(text));
        }

        @Override
        public void used(Usage usage) {
            // also when cancelled: it was used
            timeline.post(() -> metrics.used(usage));
        }

        @Override
        public void optedOut() {
            timeline.post(() -> {
                optedOut = true;
                host.optOutHeard();
            });
        }

        @Override
        public void optOutDenied() {
            timeline.post(host::optOutDenied);
        }

        @Override
        public void handedOver(Agent colleague) {
            unlessCancelled(() -> {
                host.handOverWanted(colleague);
                sayAtLeast(Phrase.HANDING_OVER);
                turn.end(After.HAND_OVER);
            });
        }

        @Override
        public void done(Brain.Next next) {
            unlessCancelled(() -> {
                switch (next) {
                    case LISTEN -> turn.end(After.LISTEN);
                    case END_CALL -> {
                        sayAtLeast(Phrase.GOODBYE);
                        turn.end(optedOut ? After.CLOSE_FOR_GOOD : After.CLOSE);
                    }
                    case TRANSFER -> {
                        boolean possible = host.transferWanted();
                        if (possible) {
                            sayAtLeast(Phrase.HOLD_ON);
                        } else {
                            // whatever was said before it, nobody comes
                            turn.say(words(Phrase.NO_TRANSFER));
                        }
                        turn.end(possible ? After.TRANSFER : After.LISTEN);
                    }
                }
            });
        }

        @Override
        public void failed(BrainException reason) {
            unlessCancelled(() -> {
                LOG.warn("call {}: {}", callId, reason.getMessage());
                if (isSecond) {
                    turn.say(words(Phrase.TECHNICAL_PROBLEM));
                    turn.end(After.FAIL);
                } else {
                    turn.say(words(Phrase.MOMENT_PLEASE));
                    attempt(new Attempt(false, true));
                }
            });
        }

        private void sayAtLeast(Phrase phrase) {
            if (!turn.hasAnythingToSay()) {
                turn.say(words(phrase));
            }
        }

        private String words(Phrase phrase) {
            return StandardPhrases.in(context.agent().language()).get(phrase);
        }
    }

    /** The conversation that replies. */
    interface Host {
        void tool(String name, Brain.ToolStage stage);

        void askOwner(AskOwner question);

        void optOutHeard();

        void optOutDenied();

        /** Another agent goes on once everything is said. */
        void handOverWanted(Agent colleague);

        /** Gives false when this agent has nobody to hand over to. */
        boolean transferWanted();
    }
}
