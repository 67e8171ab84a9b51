package com.osmtalk.voice.phone.sip;

import gov.nist.core.ServerLogger;
import gov.nist.javax.sip.message.SIPMessage;
import java.util.Properties;
import javax.sip.SipStack;

/**
 * Where JAIN-SIP tells each message that it sends and receives. The stack makes one of these by its name, which tells
 * nobody; the node then puts one with a trace in its place.
 */
public final class StackTraffic implements ServerLogger {
    private final CallTraces traces;

    public StackTraffic() {
        this(CallTraces.NONE);
    }

    StackTraffic(CallTraces traces) {
        this.traces = traces;
    }

    @Override
    public void logMessage(SIPMessage message, String from, String to, boolean sender, long time) {
        traces.message(message, sender ? to : from, sender, time);
    }

    @Override
    public void logMessage(SIPMessage message, String from, String to, String status, boolean sender, long time) {
        traces.message(message, sender ? to : from, sender, time);
    }

    @Override
    public void logMessage(SIPMessage message, String from, String to, String status, boolean sender) {
        traces.message(message, sender ? to : from, sender, System.currentTimeMillis());
    }

    @Override
    public void logException(Exception e) {}

    @Override
    public void closeLogFile() {}

    @Override
    public void setStackProperties(Properties properties) {}

    @Override
    public void setSipStack(SipStack stack) {}
}
