package com.osmtalk.voice.media;

import com.osmtalk.voice.audio.AudioTap;
import com.osmtalk.voice.audio.FrameQueue;
import com.osmtalk.voice.audio.FrameSink;
import com.osmtalk.voice.audio.Pcm;
import com.osmtalk.voice.speech.SpeakingSession;
import com.osmtalk.voice.speech.SpeakingTerms;
import com.osmtalk.voice.speech.SpeechException;
import com.osmtalk.voice.speech.TextToSpeech;
import com.osmtalk.voice.time.Countdown;
import com.osmtalk.voice.time.Timeline;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks the agent's sentences aloud. Sound comes from the service as fast as it can make it, waits in a queue, and
 * goes out as fast as it is heard, 200 ms ahead: so a timer that is a little late is not heard, and little is to be
 * thrown away when the caller interrupts.
 *
 * <p>A sentence that can't be spoken at all goes to another output, such as one in writing; one that breaks off in the
 * middle ends where its sound does.
 *
 * <p>It paces by the call's timeline, ten times a second. That is exact enough for a socket whose far end plays from a
 * buffer. A line that has to send one packet every 20 ms keeps the 200 ms in a queue of its own, from which its sender
 * takes them, and empties that queue when it is cut.
 */
public final class SpeechOutput implements SentenceOutput {
    private static final Logger LOG = LoggerFactory.getLogger(SpeechOutput.class);
    private static final long AHEAD_MILLIS = 200;
    private static final long TICK_MILLIS = 100;
    /** More sound than any sentence has: 16 MB, as long as any answer of a service may be. */
    private static final int MOST_FRAMES = (16 << 20) / Pcm.FRAME_BYTES;
    /** How fast people speak, to tell how much of a sentence was heard before all of its sound is there. */
    private static final int CHARACTERS_PER_SECOND = 15;

    /** A quarter of the sound's amplitude, 12 dB less. */
    private static final int DUCKED = 4;
    /** After a longer pause, going on in the middle of a clause would not be understood. */
    private static final long LONGEST_PAUSE_MILLIS = 1_500;

    private static final Pattern CLAUSE_END = Pattern.compile("[,;:–—]\\s+|\\s(?=(?:and|or|but|because|so|which) )");

    private final TextToSpeech voice;
    /** Those of the agent that speaks now. */
    private SpeakingTerms terms;

    private final Timeline timeline;
    private final Listener listener;
    private final FrameSink sink;
    private final AudioTap tap;
    private final SentenceOutput fallback;
    private final Runnable whenFailed;
    private final Countdown next;
    /** Guarded by itself: services fill it from their own threads. */
    private final FrameQueue queue = new FrameQueue(MOST_FRAMES);

    private final byte[] frame = new byte[Pcm.FRAME_BYTES];
    private @Nullable Utterance current;
    private boolean ducked;
    /** Negative: it is not paused. */
    private long pausedAt = -1;

    private boolean fallenBack;
    private boolean toldOfFailure;

    /**
     * @param listener is told of sentences, those of {@code fallback} as well
     * @param sink sends a frame immediately; it is called on the timeline
     * @param tap is given each frame after the sink
     * @param fallback takes sentences that can't be spoken
     * @param whenFailed runs on the timeline, once a call, when a sentence could not be spoken
     */
    public SpeechOutput(
            TextToSpeech voice,
            SpeakingTerms terms,
            Timeline timeline,
            Listener listener,
            FrameSink sink,
            AudioTap tap,
            SentenceOutput fallback,
            Runnable whenFailed) {
        this.voice = voice;
        this.terms = terms;
        this.timeline = timeline;
        this.listener = listener;
        this.sink = sink;
        this.tap = tap;
        this.fallback = fallback;
        this.whenFailed = whenFailed;
        this.next = new Countdown(timeline);
    }

    @Override
    public void say(String sentence) {
        fallenBack = false;
        say("", sentence);
    }

    private void say(String before, String rest) {
        Utterance utterance = new Utterance(before, rest);
        current = utterance;
        utterance.speak();
    }

    @Override
    public void speakAs(SpeakingTerms others) {
        terms = others;
    }

    @Override
    public void duck() {
        ducked = true;
    }

    @Override
    public void pause() {
        if (pausedAt < 0) {
            pausedAt = timeline.now();
            next.stop();
        }
    }

    @Override
    public void resume() {
        ducked = false;
        if (pausedAt < 0) {
            return;
        }
        boolean remembered = timeline.now() - pausedAt <= LONGEST_PAUSE_MILLIS;
        pausedAt = -1;
        Utterance utterance = current;
        if (utterance != null && remembered) {
            utterance.send();
        } else if (utterance != null) {
            utterance.sayClauseAgain();
        }
    }

    @Override
    public String cut() {
        ducked = false;
        pausedAt = -1;
        if (fallenBack) {
            fallenBack = false;
            return fallback.cut();
        }
        Utterance cut = current;
        current = null;
        return cut == null ? "" : cut.stop();
    }

    private static void soften(byte[] pcm) {
        for (int at = 0; at < pcm.length; at += 2) {
            Pcm.put(pcm, at, Pcm.sample(pcm, at) / DUCKED);
        }
    }

    /** One sentence on its way out. */
    private final class Utterance implements SpeakingSession.Listener {
        /** Of the sentence, what was said before. */
        private final String before;

        private final String sentence;
        private final Runnable send = this::send;
        private @Nullable SpeakingSession session;
        private volatile @Nullable SpeechException failure;

        // guarded by the queue
        private int received;
        private boolean complete;
        private boolean stopped;
        /** Sound ran out before the end: the next frame is sent as soon as it comes. */
        private boolean waiting = true;

        // looked at on the timeline only
        private int sent;
        /** When the first frame was heard, less any pause in between; negative before it. */
        private long since = -1;

        Utterance(String before, String sentence) {
            this.before = before;
            this.sentence = sentence;
        }

        void speak() {
            SpeakingSession speaking = voice.speak(terms, this);
            session = speaking;
            speaking.write(sentence);
            speaking.end();
        }

        // ---- the service, from its own threads

        @Override
        public void frame(byte[] pcm, int offset) {
            synchronized (queue) {
                if (stopped || complete || !queue.add(pcm, offset)) {
                    return;
                }
                received++;
                wake();
            }
        }

        @Override
        public void done() {
            synchronized (queue) {
                complete = true;
                wake();
            }
        }

        @Override
        public void failed(SpeechException reason) {
            failure = reason;
            done();
        }

        private void wake() {
            if (waiting && !stopped) {
                waiting = false;
                timeline.post(send);
            }
        }

        // ---- the timeline

        private void send() {
            if (current != this || pausedAt >= 0) {
                return;
            }
            boolean begins = since < 0;
            if (begins) {
                since = timeline.now();
            }
            boolean ended = sendDueFrames();
            if (sent == 0) {
                sayOtherwise();
                return;
            }
            if (ended) {
                reportFailure();
                next.start(millis(sent) - (timeline.now() - since), this::spoken);
            } else if (!isWaiting()) {
                next.start(TICK_MILLIS, send);
            }
            if (begins) {
                listener.audible();
            }
        }

        /** Gives true when there is nothing more to send. */
        private boolean sendDueFrames() {
            while (millis(sent) < timeline.now() - since + AHEAD_MILLIS) {
                synchronized (queue) {
                    if (!queue.take(frame)) {
                        waiting = !complete;
                        return complete;
                    }
                }
                // one that comes later than it was due is heard now
                since = Math.max(since, timeline.now() - millis(sent));
                if (ducked) {
                    soften(frame);
                }
                sink.frame(frame, 0);
                tap.agent(frame, 0, millis(sent) - (timeline.now() - since));
                sent++;
            }
            synchronized (queue) {
                return complete && queue.isEmpty();
            }
        }

        private boolean isWaiting() {
            synchronized (queue) {
                return waiting;
            }
        }

        private void sayOtherwise() {
            if (failure == null) {
                failure = new SpeechException("there is no sound");
            }
            reportFailure();
            current = null;
            fallenBack = true;
            fallback.say(sentence);
        }

        private void reportFailure() {
            SpeechException reason = failure;
            if (reason == null) {
                return;
            }
            LOG.warn("a sentence could not be spoken: {}", reason.toString());
            if (!toldOfFailure) {
                toldOfFailure = true;
                whenFailed.run();
            }
        }

        private void spoken() {
            current = null;
            listener.spoken();
        }

        /** Gives what was heard of it. */
        String stop() {
            return (before + sentence.substring(0, end())).strip();
        }

        /** It was paused for so long that nobody remembers the beginning of its clause: says that again. */
        void sayClauseAgain() {
            int heard = end();
            Matcher clauses = CLAUSE_END.matcher(sentence).region(0, heard);
            int from = 0;
            while (clauses.find()) {
                from = clauses.end();
            }
            SpeechOutput.this.say(before + sentence.substring(0, from), sentence.substring(from));
        }

        /** Makes no more sound. Gives where it was, at the end of a word that was heard. */
        private int end() {
            next.stop();
            int frames;
            synchronized (queue) {
                stopped = true;
                frames = received;
                if (!complete) {
                    frames = Math.max(frames, sentence.length() * 1_000 / CHARACTERS_PER_SECOND / Pcm.FRAME_MILLIS);
                }
                queue.clear();
            }
            if (session != null) {
                session.cancel();
            }
            if (sent == 0) {
                return 0;
            }
            long heard = Math.min(timeline.now() - since, millis(sent));
            int length = (int) Math.min(sentence.length(), sentence.length() * heard / Math.max(1, millis(frames)));
            return length == sentence.length() ? length : Math.max(0, sentence.lastIndexOf(' ', length));
        }

        private long millis(int frames) {
            return (long) frames * Pcm.FRAME_MILLIS;
        }
    }
}
