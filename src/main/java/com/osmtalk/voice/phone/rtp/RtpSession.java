package com.osmtalk.voice.phone.rtp;

import com.osmtalk.api.CallQuality;
import com.osmtalk.voice.phone.rtp.sdp.Direction;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The sound of one call, over two ports. Whoever holds the call agrees what it is to be, one thread sends at its pace,
 * another receives.
 */
final class RtpSession implements MediaSession {
    private static final int FIRST_REPORT = 192;
    private static final int LAST_REPORT = 223;
    /** Whoever picks up is listened to this soon. Without a listener by then it is the sound before the answer. */
    private static final long UNTIL_LISTENED_TO = 500_000_000;

    private final PortPair ports;
    private final RtpEngine engine;
    private final PacingThread pacing;
    private final long silentAfter;
    private final Negotiation negotiation;
    private final FarEnd farEnd = new FarEnd();
    private final Reception reception = new Reception();
    private final RtpReceiver receiver = new RtpReceiver(farEnd, reception, new Heard());
    private final RtpSender sender;
    private final Rtcp rtcp;
    private volatile @Nullable Agreement agreed;
    private volatile @Nullable Listener listener;
    private volatile @Nullable RtpSession joined;
    private volatile boolean closed;

    // of the thread that receives
    private @Nullable Agreement received;
    private @Nullable EarlyPackets early = new EarlyPackets();
    private long earlyUntil;
    private long heardAt;
    private boolean toldOfSilence;

    RtpSession(MediaTerms terms, PortPair ports, RtpEngine engine, MediaSettings settings, PacingThread pacing) {
        this.ports = ports;
        this.engine = engine;
        this.pacing = pacing;
        this.silentAfter = settings.silentAfter().toNanos();
        this.negotiation = new Negotiation(terms, ports.port());
        this.sender = new RtpSender(ports.rtp(), farEnd);
        this.rtcp = new Rtcp(ports, farEnd, reception, sender);
    }

    PortPair ports() {
        return ports;
    }

    // ---- for whoever holds the call

    @Override
    public String offer() {
        return negotiation.offer();
    }

    @Override
    public void accept(String answer) throws MediaNotAcceptedException {
        agree(negotiation.accept(answer));
    }

    @Override
    public String answer(String offer) throws MediaNotAcceptedException {
        Negotiation.Answer answer = negotiation.answer(offer);
        agree(answer.agreement());
        return answer.text();
    }

    private void agree(Agreement agreement) {
        long now = System.nanoTime();
        farEnd.announce(agreement.rtp(), now);
        receiver.agree(agreement);
        rtcp.agree(agreement, now);
        agreed = agreement;
        sender.agree(agreement, pacing.firstDue());
        pacing.wakeUp();
    }

    @Override
    public void listen(Listener from) {
        listener = from;
    }

    @Override
    public void frame(byte[] pcm, int offset) {
        sender.frame(pcm, offset);
    }

    @Override
    public void flush() {
        sender.flush();
    }

    @Override
    public void press(String keys) {
        sender.press(keys);
    }

    @Override
    public void joinTo(MediaSession other) {
        if (!(other instanceof RtpSession)) {
            throw new IllegalArgumentException("only calls of the same engine are joined");
        }
        RtpSession session = (RtpSession) other;
        if (!closed && !session.closed) {
            join(session);
            session.join(this);
        }
    }

    private void join(@Nullable RtpSession session) {
        joined = session;
        sender.setJoined(session != null);
    }

    @Override
    public @Nullable CallQuality quality() {
        if (reception.received() == 0) {
            return null;
        }
        Double roundTrip = rtcp.roundTripMillis();
        return new CallQuality(
                rounded(reception.loss(), 1_000),
                rounded(reception.jitterMillis(), 10),
                roundTrip == null ? null : (Double) rounded(roundTrip, 10));
    }

    /** No more digits than are measured. */
    private static double rounded(double value, int parts) {
        return (double) Math.round(value * parts) / parts;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        listener = null;
        RtpSession other = joined;
        joined = null;
        if (other != null && other.joined == this) {
            other.join(null);
        }
        rtcp.close();
        engine.remove(this);
    }

    // ---- for the thread that sends

    long send(long now) {
        return sender.run(now);
    }

    // ---- for the thread that receives

    /** @param onSoundPort whether it came where sound does, and not where reports do */
    void receive(byte[] bytes, int length, InetSocketAddress from, boolean onSoundPort, long now) {
        takeAgreement(now);
        if (length < 2) {
            return;
        }
        // by RFC 5761, 4, the second byte tells reports from sound wherever they come
        int type = bytes[1] & 0xff;
        boolean isReport = type >= FIRST_REPORT && type <= LAST_REPORT;
        EarlyPackets keeping = early;
        if (keeping != null && !isReport && onSoundPort) {
            keeping.keep(bytes, length, from, now);
        } else if (received != null) {
            boolean taken = isReport
                    ? rtcp.receive(bytes, length, from, !onSoundPort, now)
                    : onSoundPort && receiver.receive(bytes, length, from, now);
            if (taken) {
                heardAt = now;
                toldOfSilence = false;
            }
        }
    }

    void tick(long now) {
        takeAgreement(now);
        receiver.tick(now);
        rtcp.tick(now);
        Agreement current = received;
        Listener told = listener;
        if (current != null
                && told != null
                && current.direction() == Direction.SENDRECV
                && !toldOfSilence
                && now - heardAt > silentAfter) {
            toldOfSilence = true;
            told.silent();
        }
    }

    private void takeAgreement(long now) {
        Agreement current = agreed;
        if (current != null && current != received) {
            if (received == null) {
                earlyUntil = now + UNTIL_LISTENED_TO;
            }
            received = current;
            heardAt = now;
            toldOfSilence = false;
        }
        EarlyPackets kept = early;
        if (kept != null && received != null && (listener != null || now - earlyUntil > 0)) {
            early = null;
            kept.giveTo(receiver::receive);
        }
    }

    private final class Heard implements RtpReceiver.Output {
        @Override
        public void frame(byte[] pcm, int offset) {
            RtpSession other = joined;
            Listener told = listener;
            if (other != null) {
                other.frame(pcm, offset);
            } else if (told != null) {
                told.frame(pcm, offset);
            }
        }

        @Override
        public void key(char key) {
            RtpSession other = joined;
            Listener told = listener;
            if (other != null) {
                other.press(String.valueOf(key));
            }
            if (told != null) {
                told.key(key);
            }
        }
    }
}
