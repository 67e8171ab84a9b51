package com.osmtalk.voice.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Visitor;
import com.osmtalk.Waiting;
import com.osmtalk.voice.CallEnd;
import com.osmtalk.voice.TestAgent;
import com.osmtalk.voice.audio.Pcm;
import com.osmtalk.voice.audio.VoiceActivity;
import com.osmtalk.voice.speech.ListeningSession;
import com.osmtalk.voice.speech.ListeningTerms;
import com.osmtalk.voice.speech.SpeakingSession;
import com.osmtalk.voice.speech.SpeakingTerms;
import com.osmtalk.voice.speech.SpeechException;
import com.osmtalk.voice.speech.SpeechServices;
import com.osmtalk.voice.speech.SpeechToText;
import com.osmtalk.voice.speech.TextToSpeech;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls whose speech services stream: words while they are spoken, sound while it is made. */
class StreamingSpeechTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Recogniser recogniser = new Recogniser();
    private final Voice voice = new Voice();
    private CallWithSound call;

    @AfterEach
    void stop() {
        call.close();
    }

    // ---- listening

    @Test
    void wordsAreTakenAsTheyAreToldAndAnsweredWhenTheTurnEnds() {
        call = new CallWithSound("", SpeechServices.of(recogniser, null));
        try (Visitor visitor = call.join(false)) {
            call.play(visitor, 10, 30);
            call.play(visitor, 50, 5_000);
            Waiting.untilTrue(LIMIT, () -> recogniser.told.contains("words"));
            assertThat(visitor.types()).doesNotContain("caller.text");
            call.play(visitor, 45, 30);

            assertThat(visitor.await("caller.text").path("text").asText()).isEqualTo("Yes, I can.");
            Waiting.untilTrue(
                    LIMIT,
                    () -> visitor.types().lastIndexOf("agent.text")
                            > visitor.types().indexOf("caller.text"));
            assertThat(recogniser.told).containsExactly("started", "partial", "words", "stopped", "words", "ended");
            assertThat(recogniser.language)
                    .isEqualTo(TestAgent.reminder().build().language());
        }
    }

    @Test
    void speechEndsWhereTheServiceHeardSilenceNotWhereItsLastWordsCame() {
        call = new CallWithSound("", SpeechServices.of(recogniser, null));
        try (Visitor visitor = call.join(false)) {
            call.talk(visitor);
            visitor.await("caller.text");
            visitor.send("{\"type\": \"call.end\"}");

            CallEnd ended = call.end.join();
            // 50 frames of sound, of which the first three had passed before they were known to be speech
            assertThat(ended.usage().sttSeconds()).isBetween(0.6, 1.6);
            assertThat(ended.latency().endOfTurn().p50()).isEqualTo(300);
            assertThat(ended.latency().turns()).isNotEmpty().allSatisfy(turn -> {
                assertThat(turn.endOfTurn()).isEqualTo(300);
                assertThat(turn.stt()).isNotNull();
                assertThat(turn.tts()).isNotNull();
                assertThat(turn.endToEnd()).isGreaterThanOrEqualTo(300);
            });
            assertThat(ended.latency().network()).as("no packets").isNull();
        }
    }

    @Test
    void theSessionEndsWithTheCall() {
        call = new CallWithSound("", SpeechServices.of(recogniser, null));
        try (Visitor visitor = call.join(false)) {
            call.play(visitor, 5, 30);
            visitor.send("{\"type\": \"call.end\"}");
            Waiting.untilTrue(LIMIT, () -> recogniser.closed);
        }
    }

    @Test
    void ofSpeechThatIsLostTheVisitorIsToldOnceAndTheCallGoesOn() {
        recogniser.fails = true;
        call = new CallWithSound("", SpeechServices.of(recogniser, null));
        try (Visitor visitor = call.join(false)) {
            call.talk(visitor);
            call.talk(visitor);
            visitor.awaitError("speech_failed");
            visitor.say("In writing then.");

            assertThat(visitor.await("caller.text").path("text").asText()).isEqualTo("In writing then.");
            assertThat(visitor.types().stream().filter("error"::equals)).hasSize(1);
        }
    }

    // ---- speaking

    @Test
    void soundGoesOutAsItComes() {
        call = new CallWithSound("Hello there.", SpeechServices.of(null, voice));
        try (Visitor visitor = call.join(true)) {
            Voice.Session session = voice.session(0);
            session.give(3);
            Waiting.untilTrue(LIMIT, () -> visitor.frames.size() == 3);
            assertThat(session.text).isEqualTo("Hello there.");
            assertThat(session.ended).isTrue();
            session.give(4);
            Waiting.untilTrue(LIMIT, () -> visitor.frames.size() == 7);
            session.listener.done();

            visitor.awaitAgent("Hello there.");
            assertThat(visitor.frames).hasSize(7).allMatch(frame -> frame.length == Pcm.FRAME_BYTES);
            assertThat(visitor.frames.get(6)).startsWith(7, 0);
        }
    }

    @Test
    void aSentenceThatIsInterruptedIsCancelledAndNothingMoreOfItGoesOut() {
        call = new CallWithSound(
                "One two three four five six seven eight nine ten eleven twelve.",
                SpeechServices.of(recogniser, voice));
        try (Visitor visitor = call.join(true)) {
            Voice.Session session = voice.session(0);
            session.give(60);
            Waiting.untilTrue(LIMIT, () -> visitor.frames.size() >= 20);
            call.play(visitor, 10, 30);
            call.play(visitor, 16, 5_000);

            assertThat(visitor.await("agent.interrupted").path("text").asText())
                    .startsWith("One")
                    .doesNotContain("twelve");
            assertThat(session.cancelled).isTrue();
            int sent = visitor.frames.size();
            session.give(60);
            session.listener.done();
            call.play(visitor, 45, 30);
            visitor.await("caller.text");
            Voice.Session answer = voice.session(1);
            answer.give(1);
            Waiting.untilTrue(LIMIT, () -> visitor.frames.size() > sent);
            assertThat(visitor.frames.get(visitor.frames.size() - 1)).startsWith(1, 0);
            assertThat(visitor.frames).hasSizeLessThanOrEqualTo(sent + 1);
        }
    }

    @Test
    void aVoiceThatBreaksOffEndsTheSentenceThereAndTheCallGoesOn() {
        call = new CallWithSound("Hello there.", SpeechServices.of(null, voice));
        try (Visitor visitor = call.join(true)) {
            Voice.Session session = voice.session(0);
            session.give(5);
            session.listener.failed(new SpeechException("the connection broke"));

            visitor.awaitError("speech_failed");
            visitor.awaitAgent("Hello there.");
            visitor.say("Yes?");
            assertThat(voice.session(1).text).isNotEmpty();
        }
    }

    /** Tells the first words while the caller still speaks. */
    private static final class Recogniser implements SpeechToText {
        private final List<String> told = new CopyOnWriteArrayList<>();
        private volatile String language = "";
        private volatile boolean closed;
        private volatile boolean fails;

        @Override
        public ListeningSession listen(ListeningTerms terms, ListeningSession.Listener listener) {
            language = terms.language();
            return new ListeningSession() {
                private final VoiceActivity activity = new VoiceActivity();
                private int loud;

                @Override
                public void frame(byte[] pcm, int offset) {
                    VoiceActivity.Change change = activity.hear(pcm, offset);
                    switch (change) {
                        case STARTED -> {
                            told.add("started");
                            loud = 0;
                            listener.speechStarted();
                        }
                        case STOPPED -> {
                            told.add("stopped");
                            listener.speechStopped(activity.silentMillis());
                            if (fails) {
                                listener.failed(new SpeechException("down"));
                            } else {
                                told.add("words");
                                listener.words("I can.");
                            }
                            told.add("ended");
                            listener.turnEnded();
                        }
                        case NONE -> {
                            loud++;
                            if (activity.isSpeaking() && loud == 10) {
                                told.add("partial");
                                listener.partial("Yes I can");
                            } else if (activity.isSpeaking() && loud == 20 && !fails) {
                                told.add("words");
                                listener.words("Yes,");
                            }
                        }
                    }
                }

                @Override
                public void close() {
                    closed = true;
                }
            };
        }
    }

    /** Yields frames when the test says so; the first sample of each is its number. */
    private static final class Voice implements TextToSpeech {
        private final List<Session> sessions = new CopyOnWriteArrayList<>();

        @Override
        public SpeakingSession speak(SpeakingTerms terms, SpeakingSession.Listener listener) {
            Session session = new Session(listener);
            sessions.add(session);
            return session;
        }

        /** The session of a sentence, once it has all of its text. */
        Session session(int index) {
            Waiting.untilTrue(LIMIT, () -> sessions.size() > index && sessions.get(index).ended);
            return sessions.get(index);
        }

        private static final class Session implements SpeakingSession {
            private final Listener listener;
            private volatile String text = "";
            private volatile boolean ended;
            private volatile boolean cancelled;
            private int yielded;

            Session(Listener listener) {
                this.listener = listener;
            }

            void give(int frames) {
                byte[] frame = new byte[Pcm.FRAME_BYTES];
                for (int i = 0; i < frames; i++) {
                    Pcm.put(frame, 0, ++yielded);
                    listener.frame(frame, 0);
                }
            }

            @Override
            public void write(String more) {
                text += more;
            }

            @Override
            public void end() {
                ended = true;
            }

            @Override
            public void cancel() {
                cancelled = true;
            }
        }
    }
}
