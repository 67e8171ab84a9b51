package com.osmtalk.voice.phone.sip;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The SIP messages of each call, in a file of its own, for whoever has to find out why a trunk refuses: as they were
 * sent and received, repetitions too, without the headers and lines that hold credentials and keys.
 */
final class CallTraces {
    /** Keeps nothing. */
    static final CallTraces NONE = new CallTraces(null);

    private static final Logger LOG = LoggerFactory.getLogger(CallTraces.class);
    private static final Pattern SECRETS = Pattern.compile(
            "(?im)^((?:Proxy-)?Authorization|(?:WWW|Proxy)-Authenticate|(?:Proxy-)?Authentication-Info|a=crypto)"
                    + "\\s*:[^\\r\\n]*");

    private static final int MOST_REFUSED = 1_000;
    private static final DateTimeFormatter FILE_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final @Nullable Path folder;
    private final AtomicInteger refused = new AtomicInteger();
    /** By the ids that SIP has for calls. */
    private final Map<String, CallTrace> calls = new ConcurrentHashMap<>();

    /** @param folder null: nothing is kept */
    CallTraces(@Nullable Path folder) {
        this.folder = folder;
    }

    boolean areKept() {
        return folder != null;
    }

    /** Keeps the messages of a call from now on. */
    void begin(String sipCallId, String callId) {
        if (folder != null) {
            calls.put(sipCallId, new CallTrace(folder.resolve(callId + ".sip.txt")));
        }
    }

    /**
     * Keeps the messages of a call that comes in, beginning with its INVITE. Under what name is said by {@link #name},
     * or by {@link #refused}.
     */
    void beginIncoming(SIPRequest invite) {
        if (folder != null && calls.putIfAbsent(invite.getCallId().getCallId(), new CallTrace()) == null) {
            message(invite, peer(invite), false, System.currentTimeMillis());
        }
    }

    private static String peer(SIPRequest request) {
        return request.getPeerPacketSourceAddress().getHostAddress() + ":" + request.getPeerPacketSourcePort();
    }

    /** It is this call of the API's. */
    void name(String sipCallId, String callId) {
        keep(sipCallId, callId);
    }

    /** It is no call of the API's, since nobody takes it; as many as that are kept as somebody may want to read. */
    void refused(String sipCallId) {
        if (folder != null && refused.incrementAndGet() <= MOST_REFUSED) {
            keep(sipCallId, "refused-" + FILE_TIME.format(Instant.now()) + "-" + refused.get());
        }
    }

    private void keep(String sipCallId, String name) {
        CallTrace trace = calls.get(sipCallId);
        if (folder != null && trace != null) {
            try {
                trace.keepIn(folder.resolve(name + ".sip.txt"));
            } catch (IOException e) {
                LOG.warn("the SIP messages of a call can't be kept: {}", e.toString());
            }
        }
    }

    void end(String sipCallId) {
        calls.remove(sipCallId);
    }

    /**
     * @param peer the far end's address
     * @param time when it was sent or came, in milliseconds
     */
    void message(SIPMessage message, String peer, boolean sent, long time) {
        if (folder == null || message.getCallId() == null || message.getCSeq() == null) {
            return;
        }
        CallTrace trace = calls.get(message.getCallId().getCallId());
        if (trace != null) {
            try {
                trace.add(message, sent, time, peer, without(message.toString()));
            } catch (IOException e) {
                LOG.warn("a SIP message can't be kept: {}", e.toString());
            }
        }
    }

    /** A message without what nobody else may know. */
    static String without(String message) {
        return SECRETS.matcher(message).replaceAll("$1: (left out)").replace("\r\n", "\n");
    }
}
