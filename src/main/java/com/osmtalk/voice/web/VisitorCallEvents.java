package com.osmtalk.voice.web;

import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.api.Usage;
import com.osmtalk.voice.CallEnd;
import com.osmtalk.voice.CallEvents;
import com.osmtalk.voice.brain.Brain.ToolStage;

/**
 * Tells a visitor what happens on their call, each thing once the one who stores it has been told: nobody reads a line
 * that a crash could still lose.
 */
final class VisitorCallEvents implements CallEvents {
    private final String callId;
    private final CallEvents stored;
    private final VisitorSocket visitor;
    private final WebCallAudio audio;
    private final Runnable whenAnswered;

    /**
     * @param stored is told first
     * @param whenAnswered runs before the visitor is told that the agent is there
     */
    VisitorCallEvents(
            String callId, CallEvents stored, VisitorSocket visitor, WebCallAudio audio, Runnable whenAnswered) {
        this.callId = callId;
        this.stored = stored;
        this.visitor = visitor;
        this.audio = audio;
        this.whenAnswered = whenAnswered;
    }

    @Override
    public void ringing() {
        stored.ringing();
    }

    @Override
    public void answered() {
        stored.answered();
        whenAnswered.run();
        visitor.send(WebVoiceEvents.started(callId, audio.isUnderstood(), audio.isHeard()));
    }

    @Override
    public void said(TranscriptEntry entry, Usage usageSoFar) {
        stored.said(entry, usageSoFar);
        switch (entry.role()) {
            case AGENT -> visitor.send(WebVoiceEvents.said(entry));
            case CALLER -> visitor.send(WebVoiceEvents.heard(entry));
            case TOOL, SYSTEM -> {
                // what tools answer is for the agent's owner, not for visitors
            }
        }
    }

    @Override
    public void used(Usage soFar) {
        stored.used(soFar);
    }

    @Override
    public void tool(String name, ToolStage stage) {
        stored.tool(name, stage);
        visitor.send(WebVoiceEvents.tool(name, stage));
    }

    @Override
    public void optedOut() {
        stored.optedOut();
    }

    @Override
    public void transferring(PhoneNumber destination, String summary) {
        stored.transferring(destination, summary);
    }

    @Override
    public void ended(CallEnd end) {
        try {
            stored.ended(end);
        } finally {
            audio.close();
            visitor.send(WebVoiceEvents.ended(end));
            visitor.close(VisitorSocket.NORMAL, "the call is over");
        }
    }
}
