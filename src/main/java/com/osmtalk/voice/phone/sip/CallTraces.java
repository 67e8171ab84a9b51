package com.osmtalk.voice.phone.sip;

import gov.nist.javax.sip.message.SIPMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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

    private final @Nullable Path folder;
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
