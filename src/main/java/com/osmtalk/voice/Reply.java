package com.osmtalk.voice;

import com.osmtalk.api.Usage;
import com.osmtalk.voice.Turn.After;
import com.osmtalk.voice.brain.Brain;
import com.osmtalk.voice.brain.BrainException;
import com.osmtalk.voice.time.Timeline;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the brain fill one turn; when it fails, excuses the agent and lets it try once more. */
final class Reply {
    private static final Logger LOG = LoggerFactory.getLogger(Reply.class);

    private final String callId;
    private final Brain brain;
    private final Brain.Situation situation;
    private final Timeline timeline;
    private final Meter meter;
    private final Turn turn;
    private final Host host;
    private Brain.@Nullable Thinking thinking;
    private boolean cancelled;
    private boolean optedOut;

    Reply(String callId, Brain brain, Brain.Situation situation, Timeline timeline, Meter meter, Turn turn, Host host) {
        this.callId = callId;
        this.brain = brain;
        this.situation = situation;
        this.timeline = timeline;
        this.meter = meter;
        this.turn = turn;
        this.host = host;
    }

    /** @param measured whether the time to the first sentence says how fast the model is */
    void begin(boolean measured) {
        attempt(new Attempt(timeline.now(), measured && brain.isModel(), false));
    }

    void cancel() {
        cancelled = true;
        if (thinking != null) {
            thinking.cancel();
        }
    }

    private void attempt(Attempt attempt) {
        try {
            thinking = brain.think(situation, attempt);
        } catch (RuntimeException e) {
            attempt.failed(new BrainException("the brain broke", e));
        }
    }

    /** One try. What the brain tells from its own threads becomes events of the call. */
    private final class Attempt implements Brain.Thoughts {
        private final long begunAt;
        private final boolean isSecond;
        private boolean measured;

        Attempt(long begunAt, boolean measured, boolean isSecond) {
            this.begunAt = begunAt;
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
            unlessCancelled(() -> {
                if (measured) {
                    measured = false;
                    meter.thought(timeline.now() - begunAt);
                }
                turn.say(text);
            });
        }

        @Override
        public void tool(String name, Brain.ToolStage stage) {
            unlessCancelled(() -> host.tool(name, stage));
        }

        @Override
        public void toolUsed(String text) {
            unlessCancelled(() -> turn.note(text));
        }

        @Override
        public void used(Usage usage) {
            // also when cancelled: it was used
            timeline.post(() -> meter.used(usage));
        }

        @Override
        public void optedOut() {
            timeline.post(() -> {
                optedOut = true;
                host.optOutHeard();
            });
        }

        @Override
        public void done(Brain.Next next) {
            unlessCancelled(() -> {
                switch (next) {
                    case LISTEN -> turn.end(After.LISTEN);
                    case END_CALL -> {
                        sayAtLeast(StockLines.GOODBYE);
                        turn.end(optedOut ? After.CLOSE_FOR_GOOD : After.CLOSE);
                    }
                    case TRANSFER -> {
                        boolean possible = host.transferWanted();
                        sayAtLeast(possible ? StockLines.HOLD_ON : StockLines.NO_TRANSFER);
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
                    turn.say(StockLines.TECHNICAL_PROBLEM);
                    turn.end(After.FAIL);
                } else {
                    turn.say(StockLines.MOMENT_PLEASE);
                    attempt(new Attempt(timeline.now(), false, true));
                }
            });
        }

        private void sayAtLeast(String words) {
            if (!turn.hasAnythingToSay()) {
                turn.say(words);
            }
        }
    }

    /** The conversation that replies. */
    interface Host {
        void tool(String name, Brain.ToolStage stage);

        void optOutHeard();

        /** Gives false when this agent has nobody to hand over to. */
        boolean transferWanted();
    }
}
