/**
 * The sound of one live call, for every kind of line that has sound: {@link com.osmtalk.voice.media.SpeechInput} goes
 * from the caller's frames to words on the call's timeline, {@link com.osmtalk.voice.media.SpeechOutput} from the
 * agent's sentences to frames that go out as fast as they are heard, and an {@link com.osmtalk.voice.audio.AudioTap}
 * listens in on both to record them. Begin reading at these three.
 *
 * <p>A line only has to bring frames and to send them. Nothing here knows how: no web socket, no packet, and nothing of
 * the server. A web call uses it, and so can a telephone line.
 *
 * <p>On the way of a frame nothing allocates, in either direction; {@code FramePathAllocationTest} measures that.
 */
@NullMarked
package com.osmtalk.voice.media;

import org.jspecify.annotations.NullMarked;
