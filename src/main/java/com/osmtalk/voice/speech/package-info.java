/**
 * Speech to text and text to speech, as streams: {@link com.osmtalk.voice.speech.SpeechToText} opens a
 * {@link com.osmtalk.voice.speech.ListeningSession} that is fed frames and tells words,
 * {@link com.osmtalk.voice.speech.TextToSpeech} a {@link com.osmtalk.voice.speech.SpeakingSession} that is fed text and
 * yields frames. Begin reading there.
 *
 * <p>A service that streams is spoken to over a WebSocket: {@code SpeechSocket} is one connection, {@code
 * LastingConnection} one that is opened again, {@code StreamedListening}, {@code RealtimeListening} and {@code
 * StreamedSpeaking} make sessions of them; the classes that are named after a vendor know its messages.
 *
 * <p>A service that can only do a whole utterance at a time (OpenAI's transcription requests, espeak-ng) is an {@link
 * com.osmtalk.voice.speech.UtteranceRecogniser} or {@link com.osmtalk.voice.speech.UtteranceSynthesiser}; {@link
 * com.osmtalk.voice.speech.UtteranceListening} and {@link com.osmtalk.voice.speech.UtteranceSpeaking} make streams of
 * them. {@link com.osmtalk.voice.speech.SpeechServices} is what the settings of this server amount to.
 *
 * <p>Nothing here knows of a call, a line or a web socket of a visitor: what a session tells is brought onto a call's
 * timeline by {@code voice.media}.
 */
@NullMarked
package com.osmtalk.voice.speech;

import org.jspecify.annotations.NullMarked;
