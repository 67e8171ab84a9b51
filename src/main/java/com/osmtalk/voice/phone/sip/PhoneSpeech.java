package com.osmtalk.voice.phone.sip;

import com.osmtalk.api.FailureReason;
import com.osmtalk.voice.audio.AudioTap;
import com.osmtalk.voice.audio.Pcm;
import com.osmtalk.voice.carrier.LineContext;
import com.osmtalk.voice.carrier.LineEvents;
import com.osmtalk.voice.media.SentenceOutput;
import com.osmtalk.voice.media.SpeechInput;
import com.osmtalk.voice.media.SpeechOutput;
import com.osmtalk.voice.phone.rtp.MediaSession;
import com.osmtalk.voice.speech.ListeningTerms;
import com.osmtalk.voice.speech.SpeakingTerms;
import com.osmtalk.voice.speech.SpeechServices;
import com.osmtalk.voice.time.Timeline;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The speech of one telephone call, both ways, over the sound of its {@link MediaSession}, and its recording. Used on
 * the call's timeline, but for the far end's frames, which come from the thread that receives them.
 */
final class PhoneSpeech implements SpeechInput.Listener, MediaSession.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(PhoneSpeech.class);
    /** One sentence may be lost, and the call goes on; an agent that stays mute has nothing to do on a telephone. */
    private static final int MOST_UNSPOKEN = 2;

    private final Timeline timeline;
    private final LineEvents events;
    private final LineContext context;
    private final SpeechServices services;
    private final Consumer<FailureReason> failed;
    private volatile AudioTap tap = AudioTap.NONE;
    private volatile @Nullable SpeechInput input;
    private @Nullable MediaSession media;
    private @Nullable SentenceOutput output;
    private Runnable whenSilent = () -> {};
    private boolean over;
    private int unspoken;

    PhoneSpeech(
            Timeline timeline,
            LineEvents events,
            LineContext context,
            SpeechServices services,
            Consumer<FailureReason> failed) {
        this.timeline = timeline;
        this.events = events;
        this.context = context;
        this.services = services;
        this.failed = failed;
    }

    /** @param gone runs when nothing has come from the far end for so long that it must be gone */
    void open(MediaSession session, Runnable gone) {
        if (over) {
            return;
        }
        media = session;
        whenSilent = gone;
        tap = context.recording().get();
        Unspoken fallback = new Unspoken();
        output = services.speaker()
                .<SentenceOutput>map(voice -> new SpeechOutput(
                        voice,
                        SpeakingTerms.of(context.agent()),
                        timeline,
                        new Outgoing(),
                        session,
                        tap,
                        fallback,
                        () -> LOG.warn("{}: its agent can't speak", context.callId())))
                .orElse(fallback);
        services.recogniser()
                .ifPresentOrElse(
                        recogniser -> input = new SpeechInput(
                                recogniser,
                                ListeningTerms.of(context.agent()),
                                context.agent().turnTaking(),
                                timeline,
                                this,
                                tap),
                        () -> LOG.warn(
                                "{}: this server recognises no speech, so its agent hears nothing", context.callId()));
        session.listen(this);
    }

    void say(String sentence) {
        if (output != null) {
            output.say(sentence);
        }
    }

    String cut() {
        if (output == null || media == null) {
            return "";
        }
        String heard = output.cut();
        media.flush();
        return heard;
    }

    void speakAs(SpeakingTerms terms) {
        if (output != null) {
            output.speakAs(terms);
        }
    }

    void duck() {
        if (output != null) {
            output.duck();
        }
    }

    /** What has gone out already is heard to its end, since the sentence may go on after it. */
    void pause() {
        if (output != null) {
            output.pause();
        }
    }

    void resume() {
        if (output != null) {
            output.resume();
        }
    }

    /** Neither speaks nor listens any more, and closes the recording. */
    void close() {
        over = true;
        if (output != null) {
            output.cut();
        }
        SpeechInput opened = input;
        if (opened != null) {
            opened.close();
        }
        tap.close();
    }

    // ---- the far end's packets, from the thread that receives them

    @Override
    public void frame(byte[] pcm, int offset) {
        SpeechInput opened = input;
        if (opened == null) {
            tap.caller(pcm, offset);
        } else {
            opened.hear(pcm, offset, Pcm.FRAME_BYTES);
        }
    }

    @Override
    public void key(char key) {
        post(() -> events.digit(key));
    }

    @Override
    public void silent() {
        whenSilent.run();
    }

    // ---- what is recognised, on the timeline

    @Override
    public void soundBegan() {
        unlessOver(events::soundBegan);
    }

    @Override
    public void voiceBegan(long millisAgo) {
        unlessOver(() -> events.voiceBegan(millisAgo));
    }

    @Override
    public void voiceEnded() {
        unlessOver(events::voiceEnded);
    }

    @Override
    public void partial(String words) {
        unlessOver(() -> events.partial(words));
    }

    @Override
    public void beep() {
        unlessOver(events::beep);
    }

    @Override
    public void heard(LineEvents.Heard words) {
        unlessOver(() -> events.heard(words));
    }

    /** What is lost is in the log; on a telephone there is nobody to write it to. */
    @Override
    public void notRecognised() {
        LOG.warn("{}: something that was said could not be recognised", context.callId());
    }

    /** An agent that hears nothing has nothing to do on a telephone either. */
    @Override
    public void deaf() {
        unlessOver(() -> failed.accept(FailureReason.SPEECH_ERROR));
    }

    private void post(Runnable what) {
        timeline.post(() -> unlessOver(what));
    }

    private void unlessOver(Runnable what) {
        if (!over) {
            what.run();
        }
    }

    private final class Outgoing implements SentenceOutput.Listener {
        @Override
        public void audible() {
            unspoken = 0;
            events.audible();
        }

        @Override
        public void spoken() {
            events.spoken();
        }
    }

    /** In the place of a sentence that could not be spoken. */
    private final class Unspoken implements SentenceOutput {
        @Override
        public void say(String sentence) {
            unspoken++;
            if (unspoken >= MOST_UNSPOKEN) {
                failed.accept(FailureReason.NO_AUDIO_OUTPUT);
            } else {
                post(events::spoken);
            }
        }

        @Override
        public String cut() {
            return "";
        }
    }
}
