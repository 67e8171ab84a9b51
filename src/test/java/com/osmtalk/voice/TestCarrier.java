package com.osmtalk.voice;

import com.osmtalk.api.Agent;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.voice.carrier.BridgeEvents;
import com.osmtalk.voice.carrier.CarriedNumber;
import com.osmtalk.voice.carrier.Carrier;
import com.osmtalk.voice.carrier.IncomingCallListener;
import com.osmtalk.voice.carrier.Line;
import com.osmtalk.voice.carrier.LineContext;
import com.osmtalk.voice.carrier.LineEvents;
import com.osmtalk.voice.carrier.ReferralEvents;
import com.osmtalk.voice.time.Timeline;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A carrier whose other side is written down in the test. */
final class TestCarrier implements Carrier {
    static final long SENTENCE = 2_000;

    final List<String> log = new CopyOnWriteArrayList<>();
    private final BiConsumer<Timeline, LineEvents> otherSide;
    private final BiConsumer<Timeline, LineEvents> person;
    private BiConsumer<Timeline, LineEvents> whenPressed = (time, line) -> {};
    private @Nullable Consumer<ReferralEvents> referred;
    private double speed = 1e6;

    TestCarrier(BiConsumer<Timeline, LineEvents> otherSide) {
        this(otherSide, (time, line) -> {});
    }

    /**
     * @param otherSide is given the first line that is dialled, and plans on its timeline what happens there
     * @param person is given the others
     */
    TestCarrier(BiConsumer<Timeline, LineEvents> otherSide, BiConsumer<Timeline, LineEvents> person) {
        this.otherSide = otherSide;
        this.person = person;
    }

    /** Words that take a second to speak. */
    static void speak(Timeline time, LineEvents line, long at, String words) {
        time.after(at, line::callerSpeaking);
        time.after(at + 1_000, () -> line.heard(new LineEvents.Heard(words, time.now() - 1_000, time.now())));
    }

    /** A person who answers, and takes the call over when they have heard what it is about. */
    static void accept(Timeline time, LineEvents line, long at) {
        time.after(at, line::answered);
        time.after(at + 5 * SENTENCE, () -> line.digit('1'));
    }

    /** @param then what happens once keys were pressed */
    TestCarrier whenPressed(BiConsumer<Timeline, LineEvents> then) {
        whenPressed = then;
        return this;
    }

    /** @param network is asked to put calls through by itself */
    TestCarrier referring(Consumer<ReferralEvents> network) {
        referred = network;
        return this;
    }

    TestCarrier atSpeed(double other) {
        speed = other;
        return this;
    }

    @Override
    public boolean simulated() {
        return true;
    }

    @Override
    public double speed() {
        return speed;
    }

    @Override
    public void listen(IncomingCallListener listener) {
        throw new UnsupportedOperationException("nobody calls");
    }

    @Override
    public Line dial(CarriedNumber from, PhoneNumber to, LineContext context, Timeline timeline, LineEvents events) {
        log.add("dial " + to);
        (log.size() == 1 ? otherSide : person).accept(timeline, events);
        return new TestLine(timeline, events);
    }

    @Override
    public boolean refer(Line line, PhoneNumber to, ReferralEvents outcome) {
        if (referred == null) {
            return false;
        }
        log.add("refer " + to);
        Timeline timeline = ((TestLine) line).timeline;
        timeline.after(SENTENCE, () -> referred.accept(outcome));
        return true;
    }

    private final class TestLine implements Line {
        private final Timeline timeline;
        private final LineEvents events;
        private String sentence = "";
        private Timeline.Timer end = () -> {};
        private long left;

        TestLine(Timeline timeline, LineEvents events) {
            this.timeline = timeline;
            this.events = events;
        }

        @Override
        public void say(String text) {
            log.add("say " + text);
            sentence = text;
            events.audible();
            goOn(SENTENCE);
        }

        private void goOn(long millis) {
            left = timeline.now() + millis;
            end = timeline.after(millis, () -> {
                sentence = "";
                events.spoken();
            });
        }

        @Override
        public void speakAs(Agent agent) {
            log.add("voice " + agent.tts().voice());
        }

        @Override
        public void duck() {
            log.add("duck");
        }

        @Override
        public void pause() {
            log.add("pause");
            end.cancel();
            left -= timeline.now();
        }

        @Override
        public void resume() {
            log.add("resume");
            if (log.subList(log.lastIndexOf("say " + sentence) + 1, log.size()).contains("pause")) {
                goOn(left);
            }
        }

        @Override
        public String cut() {
            log.add("cut");
            end.cancel();
            String half = sentence.substring(0, sentence.length() / 2).strip();
            sentence = "";
            return half;
        }

        @Override
        public void press(String keys) {
            log.add("press " + keys);
            whenPressed.accept(timeline, events);
        }

        @Override
        public void hangUp() {
            log.add("hang up");
            end.cancel();
        }

        @Override
        public void connectTo(Line other, BridgeEvents bridge) {
            log.add("connect");
        }
    }
}
