package com.osmtalk.voice.web;

import com.osmtalk.voice.speech.Pcm;
import com.osmtalk.voice.speech.TextToSpeech;
import com.osmtalk.voice.time.Countdown;
import com.osmtalk.voice.time.Timeline;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sentences aloud, in frames that go out as fast as they are heard and a little ahead. One that can't be spoken is left to
 * the writing.
 */
final class Speaking implements Mouth {
    private static final Logger LOG = LoggerFactory.getLogger(Speaking.class);
    private static final long AHEAD_MILLIS = 200;
    private static final long TICK_MILLIS = 100;

    private final TextToSpeech voice;
    private final String language;
    private final Timeline timeline;
    private final Listener listener;
    private final Peer peer;
    private final Tap tap;
    private final Mouth writing;
    private @Nullable Playing playing;
    private boolean written;
    private boolean toldOfFailure;

    Speaking(
            TextToSpeech voice,
            String language,
            Timeline timeline,
            Listener listener,
            Peer peer,
            Tap tap,
            Mouth writing) {
        this.voice = voice;
        this.language = language;
        this.timeline = timeline;
        this.listener = listener;
        this.peer = peer;
        this.tap = tap;
        this.writing = writing;
    }

    @Override
    public void say(String sentence) {
        Playing next = new Playing(sentence);
        playing = next;
        written = false;
        voice.speak(sentence, language)
                .whenComplete((pcm, fault) -> timeline.post(() -> {
                    if (playing == next) {
                        spoken(next, pcm, fault);
                    }
                }));
    }

    private void spoken(Playing next, byte @Nullable [] pcm, @Nullable Throwable fault) {
        if (pcm != null && pcm.length > 0) {
            next.begin(pcm);
            return;
        }
        LOG.warn("a sentence could not be spoken: {}", fault == null ? "there is no sound" : fault.toString());
        if (!toldOfFailure) {
            toldOfFailure = true;
            peer.send(Events.error(
                    new Refusal("speech_failed", "The agent can't speak aloud just now; read what it writes.")));
        }
        playing = null;
        written = true;
        writing.say(next.sentence);
    }

    @Override
    public String cut() {
        if (written) {
            written = false;
            return writing.cut();
        }
        Playing cut = playing;
        playing = null;
        return cut == null ? "" : cut.stop();
    }

    /** One sentence on its way out. */
    private final class Playing {
        private final String sentence;
        private byte[] pcm = {};
        private int sent;
        private long since = -1;
        private final Countdown next = new Countdown(timeline);

        Playing(String sentence) {
            this.sentence = sentence;
        }

        void begin(byte[] sound) {
            pcm = sound;
            since = timeline.now();
            send();
            listener.audible();
        }

        private void send() {
            long heard = timeline.now() - since;
            while (sent < pcm.length && Pcm.millis(sent) < heard + AHEAD_MILLIS) {
                byte[] frame = Arrays.copyOfRange(pcm, sent, sent + Pcm.FRAME_BYTES);
                peer.send(frame);
                tap.agent(frame, Pcm.millis(sent) - heard);
                sent += Pcm.FRAME_BYTES;
            }
            if (sent < pcm.length) {
                next.start(TICK_MILLIS, this::send);
            } else {
                next.start(Pcm.millis(pcm.length) - heard, () -> {
                    playing = null;
                    listener.spoken();
                });
            }
        }

        String stop() {
            next.stop();
            if (since < 0) {
                return "";
            }
            long heard = timeline.now() - since;
            int length =
                    (int) Math.min(sentence.length(), sentence.length() * heard / Math.max(1, Pcm.millis(pcm.length)));
            int end = length == sentence.length() ? length : sentence.lastIndexOf(' ', length);
            return end < 0 ? "" : sentence.substring(0, end).strip();
        }
    }
}
