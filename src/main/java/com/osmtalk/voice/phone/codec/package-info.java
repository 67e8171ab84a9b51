/**
 * What a telephone's sound is written as in packets: each {@link com.osmtalk.voice.phone.codec.Codec} to and from the
 * program's own frames ({@link com.osmtalk.voice.audio.Pcm}), and what is heard where a packet is missing. It knows
 * nothing of packets, sockets or calls. Nothing here allocates for a frame, but for what is said of Opus.
 */
@NullMarked
package com.osmtalk.voice.phone.codec;

import org.jspecify.annotations.NullMarked;
