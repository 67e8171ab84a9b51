package com.osmtalk.voice.phone.rtp;

import com.osmtalk.api.CallQuality;
import com.osmtalk.voice.audio.FrameSink;
import org.jspecify.annotations.Nullable;

/**
 * The sound of one telephone call: what of it is agreed with the far end (SDP offers and answers, RFC 3264), frames in
 * both directions as {@link com.osmtalk.voice.audio.Pcm} says, and keys (RFC 4733). A packet goes out every 20 ms from
 * the moment the far end's address is known, silence too, since trunks and NAT time out on silence.
 *
 * <p>Its methods return immediately; from any thread, one at a time.
 */
public interface MediaSession extends FrameSink, AutoCloseable {
    /** Our offer, as SDP: every codec the trunk allows, in its order. */
    String offer();

    /**
     * Takes the far end's answer to our offer, also that of early media. A later answer replaces an earlier one.
     *
     * @throws MediaNotAcceptedException it accepts no sound of what was offered; what was agreed before holds
     */
    void accept(String answer) throws MediaNotAcceptedException;

    /**
     * Answers an offer of the far end: the first one of a call that comes in, and later ones that hold and resume the
     * call, or move its sound to another address or codec.
     *
     * @return our answer, as SDP
     * @throws MediaNotAcceptedException nothing of it can be accepted; what was agreed before holds
     */
    String answer(String offer) throws MediaNotAcceptedException;

    /**
     * Who is told what comes in, from now on. Of what came before, the last second is told too where nothing was agreed
     * yet when it came; the rest, such as the ringing of early media, is dropped.
     */
    void listen(Listener listener);

    /** Puts a frame at the end of what is to be heard at the far end; dropped where more than a second waits. */
    @Override
    void frame(byte[] pcm, int offset);

    /** Drops what waits to be heard: the far end hears silence from the next packet on. */
    void flush();

    /**
     * Sends keys one after the other as the far end can take them; what is being said waits while a key is down. A far
     * end that understands no packets of keys is sent their tones.
     */
    void press(String keys);

    /**
     * Sends each far end what the other one says and the keys it presses, until either session is closed. Meanwhile
     * listeners are told of keys and of silence only, and frames that are sent are mixed with nothing: whoever joined
     * the two sends none.
     */
    void joinTo(MediaSession other);

    /** What the connection was like so far; null: nothing has come from the far end. */
    @Nullable
    CallQuality quality();

    /** Frees its port; from any thread. Does nothing when it is closed. */
    @Override
    void close();

    /**
     * What comes in. Told from the thread that receives all calls' packets: it must return immediately, and must not
     * allocate for a frame.
     */
    interface Listener extends FrameSink {
        /** The far end has pressed a key: 0 to 9, star, hash, or A to D. Told once for each press. */
        void key(char key);

        /**
         * Nothing has come from the far end for so long that it must be gone, neither sound nor reports; told once, and
         * not while it holds the call.
         */
        void silent();
    }
}
