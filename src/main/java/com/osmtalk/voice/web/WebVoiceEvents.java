package com.osmtalk.voice.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.osmtalk.api.Json;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.voice.CallEnd;
import com.osmtalk.voice.brain.Brain.ToolStage;
import java.util.Locale;

/** The events of the protocol as they are sent, each as JSON text; {@code docs/web-voice.md} describes them. */
final class WebVoiceEvents {
    /** Of the protocol; it is the path of the URL as well. */
    static final int VERSION = 1;

    private WebVoiceEvents() {}

    /**
     * @param audioIn whether the visitor's speech is recognised
     * @param audioOut whether the agent's is sent
     */
    static String started(String callId, boolean audioIn, boolean audioOut) {
        ObjectNode event = event("session.started").put("callId", callId).put("version", VERSION);
        event.putObject("audio").put("in", audioIn).put("out", audioOut);
        return event.toString();
    }

    /** A sentence that the agent begins to say. */
    static String saying(String sentence) {
        return event("agent.text").put("text", sentence).put("final", false).toString();
    }

    /** A whole line of the agent's, said to its end or cut short. */
    static String said(TranscriptEntry line) {
        ObjectNode event = line("agent.text", line).put("final", true);
        if (Boolean.TRUE.equals(line.interrupted())) {
            event.put("interrupted", true);
        }
        return event.toString();
    }

    /** The agent falls silent in the middle of a sentence. @param heard what was said of it */
    static String interrupted(String heard) {
        return event("agent.interrupted").put("text", heard).toString();
    }

    /** A line of the caller's as it stands in the transcript. */
    static String heard(TranscriptEntry line) {
        return line("caller.text", line).put("final", true).toString();
    }

    static String tool(String name, ToolStage stage) {
        return event("tool." + stage.name().toLowerCase(Locale.ROOT))
                .put("name", name)
                .toString();
    }

    static String ended(CallEnd end) {
        ObjectNode event = event("call.ended")
                .put("endedBy", end.endedBy().name().toLowerCase(Locale.ROOT))
                .put("durationSeconds", end.duration().toMillis() / 1_000.0);
        if (end.failureReason() != null) {
            event.put("failureReason", end.failureReason().name().toLowerCase(Locale.ROOT));
        }
        return event.toString();
    }

    static String error(WebVoiceException refusal) {
        return event("error")
                .put("code", refusal.code())
                .put("message", refusal.getMessage())
                .toString();
    }

    private static ObjectNode line(String type, TranscriptEntry line) {
        return event(type).put("text", line.text()).put("index", line.index()).put("offsetMs", line.offsetMs());
    }

    private static ObjectNode event(String type) {
        return Json.MAPPER.createObjectNode().put("type", type);
    }
}
