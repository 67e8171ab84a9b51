package com.osmtalk.voice.web;

import com.osmtalk.api.Agent;
import com.osmtalk.voice.carrier.BridgeEvents;
import com.osmtalk.voice.carrier.Line;
import com.osmtalk.voice.carrier.LineEvents;
import com.osmtalk.voice.media.SentenceOutput;
import com.osmtalk.voice.media.SpeechInput;
import com.osmtalk.voice.speech.SpeakingTerms;
import com.osmtalk.voice.time.Timeline;
import java.util.function.BiFunction;

/**
 * The agent's end of a web call. Every sentence goes out in writing as the agent begins it, and aloud where that is
 * wanted; the visitor speaks, writes, presses keys and leaves.
 */
final class WebLine implements Line, SpeechInput.Listener {
    private final Timeline timeline;
    private final LineEvents events;
    private final VisitorSocket visitor;
    private final SentenceOutput output;
    private boolean saying;
    /** The visitor's last words are being answered: what they type meanwhile must not stop the answer. */
    private boolean answering;

    private boolean over;

    /** @param output made for the line's timeline */
    WebLine(
            Timeline timeline,
            LineEvents events,
            VisitorSocket visitor,
            BiFunction<Timeline, SentenceOutput.Listener, SentenceOutput> output) {
        this.timeline = timeline;
        this.events = events;
        this.visitor = visitor;
        this.output = output.apply(timeline, new Outgoing());
    }

    /** The visitor is there already: it rings and is answered in the same moment. */
    void connect() {
        post(events::ringing);
        post(events::answered);
    }

    Timeline timeline() {
        return timeline;
    }

    @Override
    public void speakAs(Agent agent) {
        output.speakAs(SpeakingTerms.of(agent));
    }

    @Override
    public void say(String sentence) {
        answering = false;
        saying = true;
        visitor.send(WebVoiceEvents.saying(sentence));
        output.say(sentence);
    }

    @Override
    public String cut() {
        saying = false;
        String heard = output.cut();
        visitor.send(WebVoiceEvents.interrupted(heard));
        return heard;
    }

    @Override
    public void duck() {
        output.duck();
    }

    @Override
    public void pause() {
        output.pause();
    }

    @Override
    public void resume() {
        output.resume();
    }

    @Override
    public void hangUp() {
        over = true;
        output.cut();
    }

    /** The other side is a browser, which has keys but hears none. */
    @Override
    public void press(String keys) {
        throw new UnsupportedOperationException("a visitor on the web hears no keys");
    }

    @Override
    public void connectTo(Line other, BridgeEvents events) {
        throw new UnsupportedOperationException("a web call is not put through");
    }

    // ---- what the visitor says, on the timeline

    @Override
    public void soundBegan() {
        if (!over) {
            events.soundBegan();
        }
    }

    @Override
    public void voiceBegan(long millisAgo) {
        if (!over) {
            events.voiceBegan(millisAgo);
        }
    }

    @Override
    public void voiceEnded() {
        if (!over) {
            events.voiceEnded();
        }
    }

    @Override
    public void partial(String words) {
        if (!over) {
            events.partial(words);
        }
    }

    /** Browsers have no answering machines. */
    @Override
    public void beep() {}

    @Override
    public void heard(LineEvents.Heard words) {
        if (!over) {
            answering = !words.text().isEmpty();
            events.heard(words);
        }
    }

    @Override
    public void notRecognised() {
        visitor.send(WebVoiceEvents.error(new WebVoiceException(
                "speech_failed", "What you said could not be recognised. Say it again, or write.")));
    }

    // ---- what else the visitor does, from any thread

    void textReceived(String text) {
        post(() -> {
            answering = true;
            events.heard(new LineEvents.Heard(text, timeline.now(), timeline.now()));
        });
    }

    /** Keeps the agent from asking whether anybody is there, and never interrupts it. */
    void typing() {
        post(() -> {
            if (!saying && !answering) {
                events.callerSpeaking();
            }
        });
    }

    void keyPressed(char key) {
        post(() -> events.digit(key));
    }

    void disconnected() {
        post(events::hungUp);
    }

    private void post(Runnable what) {
        timeline.post(() -> {
            if (!over) {
                what.run();
            }
        });
    }

    private final class Outgoing implements SentenceOutput.Listener {
        @Override
        public void audible() {
            events.audible();
        }

        @Override
        public void spoken() {
            saying = false;
            events.spoken();
        }
    }
}
