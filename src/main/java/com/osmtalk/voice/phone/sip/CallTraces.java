package com.osmtalk.voice.phone.sip;

import gov.nist.javax.sip.message.SIPMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
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
    /** Our ids of calls by those of SIP. */
    private final Map<String, String> calls = new ConcurrentHashMap<>();

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
            calls.put(sipCallId, callId);
        }
    }

    void end(String sipCallId) {
        calls.remove(sipCallId);
    }

    void message(SIPMessage message, String from, String to) {
        if (folder == null || message.getCallId() == null) {
            return;
        }
        String callId = calls.get(message.getCallId().getCallId());
        if (callId != null) {
            String heading = Instant.now() + "  " + from + " -> " + to + "\n";
            write(folder, callId, heading + without(message.toString()) + "\n");
        }
    }

    /** A message without what nobody else may know. */
    static String without(String message) {
        return SECRETS.matcher(message).replaceAll("$1: (left out)").replace("\r\n", "\n");
    }

    private static synchronized void write(Path folder, String callId, String text) {
        try {
            Files.createDirectories(folder);
            Files.writeString(
                    folder.resolve(callId + ".sip.txt"),
                    text,
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            LOG.warn("the SIP messages of {} can't be kept: {}", callId, e.toString());
        }
    }
}
