/**
 * Sound itself: the one format the program works with ({@link com.osmtalk.voice.audio.Pcm}), frames of it, WAV files,
 * and the detection of voice. Nothing here knows of a call, a socket or a speech service, so that recording, speech
 * services, web calls and telephones can all stand on it.
 *
 * <p>Begin reading at {@link com.osmtalk.voice.audio.Pcm} and {@link com.osmtalk.voice.audio.FrameSink}: the rule by
 * which frames are handed on is what keeps a call's sound free of garbage.
 */
@NullMarked
package com.osmtalk.voice.audio;

import org.jspecify.annotations.NullMarked;
