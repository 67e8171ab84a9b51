package com.osmtalk.voice.phone.rtp;

import com.osmtalk.voice.audio.FrameSink;
import com.osmtalk.voice.audio.Framer;
import com.osmtalk.voice.audio.Pcm;
import com.osmtalk.voice.phone.codec.Codec;
import com.osmtalk.voice.phone.codec.ComfortNoise;
import com.osmtalk.voice.phone.codec.Concealment;
import com.osmtalk.voice.phone.codec.SoundDecoder;
import com.osmtalk.voice.phone.rtp.srtp.SrtpKeys;
import com.osmtalk.voice.phone.rtp.srtp.SrtpReceiver;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Turns the far end's packets into frames and keys. For the thread that receives, but for {@link #agree}. */
final class RtpReceiver implements JitterBuffer.Playout {
    /** One in so many quiet frames is left out to take a surplus back: ends of turns are known by their silence. */
    private static final int LEFT_OUT_OF = 4;

    private final FarEnd farEnd;
    private final Reception reception;
    private final Output output;
    private final RtpPacket packet = new RtpPacket();
    private final JitterBuffer buffer = new JitterBuffer(this);
    private final HeardKeys keys = new HeardKeys();
    private final @Nullable SoundDecoder[] decoders = new SoundDecoder[Codec.values().length];
    private final byte[] sound = new byte[SoundDecoder.LONGEST_SOUND];
    private final byte[] madeUp = new byte[Pcm.FRAME_BYTES];
    private final Framer framer = new Framer(this::heard);
    private final Concealment concealment = new Concealment();
    private final ComfortNoise noise = new ComfortNoise();
    private volatile Understood understood = new Understood(new PayloadTypes(), null, null);
    private boolean noiseDescribed;
    private int quietFrames;

    RtpReceiver(FarEnd farEnd, Reception reception, Output output) {
        this.farEnd = farEnd;
        this.reception = reception;
        this.output = output;
    }

    /** Where sound and keys go. */
    interface Output extends FrameSink {
        void key(char key);
    }

    /**
     * What packets mean from now on. Called by whoever agreed to it: what takes time to make, such as keys, does not
     * hold up the packets of other calls. As long as the far end's key is the same, its packets go on being counted.
     */
    void agree(Agreement agreement) {
        Understood before = understood;
        SrtpKeys keys = agreement.srtp();
        SrtpReceiver decryption = null;
        if (keys != null) {
            decryption = keys.equals(before.keys) ? before.decryption : new SrtpReceiver(keys.suite(), keys.received());
        }
        decoder(agreement.codec());
        understood = new Understood(agreement.received(), keys, decryption);
    }

    /** Takes what came on the port; gives whether it was of the far end's. */
    boolean receive(byte[] bytes, int length, InetSocketAddress from, long now) {
        Understood current = understood;
        PayloadTypes types = current.types;
        int clear = current.decryption == null ? length : current.decryption.unprotect(bytes, length);
        if (clear < 0 || !packet.read(bytes, clear) || !types.has(packet.payloadType)) {
            return false;
        }
        switch (farEnd.judge(packet, from, now)) {
            case STRANGER -> {
                return false;
            }
            case NEW_STREAM -> beginStream();
            case SAME_STREAM -> {}
        }
        int clockRate = types.clockRate(packet.payloadType);
        if (types.areKeys(packet.payloadType)) {
            char key = keys.hear(packet, clockRate);
            if (key != 0) {
                output.key(key);
            }
        }
        if (buffer.add(packet, clockRate, now)) {
            reception.count(packet, clockRate, now);
        }
        return true;
    }

    /** Is called every few milliseconds. */
    void tick(long now) {
        buffer.tick(now);
    }

    private void beginStream() {
        reception.beginStream();
        buffer.reset();
        keys.reset();
        concealment.reset();
        noiseDescribed = false;
    }

    // ---- what is heard

    @Override
    public JitterBuffer.Kind kind(int payloadType) {
        if (understood.types.codec(payloadType) != null) {
            return JitterBuffer.Kind.SOUND;
        }
        return payloadType == PayloadTypes.COMFORT_NOISE ? JitterBuffer.Kind.NOISE : JitterBuffer.Kind.OTHER;
    }

    @Override
    public int sound(byte[] payload, int length, int payloadType) {
        Codec codec = understood.types.codec(payloadType);
        int bytes = codec == null ? 0 : decoder(codec).decode(payload, 0, length, sound);
        noiseDescribed = false;
        framer.add(sound, 0, bytes);
        return bytes;
    }

    @Override
    public boolean recover(byte[] payload, int length, int payloadType) {
        Codec codec = understood.types.codec(payloadType);
        int bytes = codec == null ? 0 : decoder(codec).recover(payload, 0, length, sound);
        framer.add(sound, 0, bytes);
        return bytes > 0;
    }

    @Override
    public void noise(byte[] payload, int length) {
        noise.describe(payload, length);
        noiseDescribed = true;
    }

    @Override
    public void conceal(int millis) {
        for (int done = 0; done < millis; done += Pcm.FRAME_MILLIS) {
            concealment.conceal(madeUp, 0);
            put(madeUp, 0);
        }
    }

    @Override
    public void pause() {
        if (noiseDescribed) {
            noise.write(madeUp, 0);
        } else {
            // fades to silence
            concealment.conceal(madeUp, 0);
        }
        put(madeUp, 0);
    }

    private void heard(byte[] pcm, int offset) {
        concealment.heard(pcm, offset);
        put(pcm, offset);
    }

    private void put(byte[] pcm, int offset) {
        if (buffer.surplusMillis() >= Pcm.FRAME_MILLIS && Loudness.isQuiet(pcm, offset)) {
            if (++quietFrames % LEFT_OUT_OF == 0) {
                buffer.takeBack();
                return;
            }
        }
        output.frame(pcm, offset);
    }

    private SoundDecoder decoder(Codec codec) {
        SoundDecoder decoder = decoders[codec.ordinal()];
        if (decoder == null) {
            decoder = codec.decoder();
            decoders[codec.ordinal()] = decoder;
        }
        return decoder;
    }

    /** What the far end's packets mean, and how they are decrypted. */
    private record Understood(
            PayloadTypes types,
            @Nullable SrtpKeys keys,
            @Nullable SrtpReceiver decryption) {}
}
