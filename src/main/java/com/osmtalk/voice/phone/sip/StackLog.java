package com.osmtalk.voice.phone.sip;

import gov.nist.core.StackLogger;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What JAIN-SIP has to say about itself, at DEBUG. It has to be public with a constructor without arguments, because
 * the stack makes it by its name; without one of ours the stack wants log4j and does not start.
 *
 * <p>Only the first line of anything is logged: the stack likes to add complete messages, which hold credentials.
 */
public class StackLog implements StackLogger {
    private static final Logger LOG = LoggerFactory.getLogger(StackLog.class);
    private static final int LONGEST = 160;

    private static void log(String text) {
        if (LOG.isDebugEnabled()) {
            int end = text.indexOf(" for message ");
            String first = (end < 0 ? text : text.substring(0, end))
                    .lines()
                    .findFirst()
                    .orElse("");
            LOG.debug("{}", first.length() > LONGEST ? first.substring(0, LONGEST) : first);
        }
    }

    @Override
    public void logException(Throwable e) {
        log(String.valueOf(e));
    }

    @Override
    public void logFatalError(String message) {
        log(message);
    }

    @Override
    public void logError(String message) {
        log(message);
    }

    @Override
    public void logError(String message, Exception e) {
        log(message + ": " + e);
    }

    @Override
    public void logWarning(String message) {
        log(message);
    }

    @Override
    public boolean isLoggingEnabled() {
        return LOG.isDebugEnabled();
    }

    /**
     * The stack's own debugging is too much for anybody, and costs it a stack trace for each transaction. Messages are
     * told to {@link StackTraffic} only while this says yes to them.
     */
    @Override
    public boolean isLoggingEnabled(int level) {
        return level == TRACE_MESSAGES || level <= TRACE_WARN && LOG.isDebugEnabled();
    }

    @Override
    public void logStackTrace() {}

    @Override
    public void logStackTrace(int level) {}

    @Override
    public int getLineCount() {
        return 0;
    }

    @Override
    public void logDebug(String message) {}

    @Override
    public void logDebug(String message, Exception e) {}

    @Override
    public void logTrace(String message) {}

    @Override
    public void logInfo(String message) {}

    @Override
    public void disableLogging() {}

    @Override
    public void enableLogging() {}

    @Override
    public void setBuildTimeStamp(String time) {}

    @Override
    public void setStackProperties(Properties properties) {}

    @Override
    public String getLoggerName() {
        return StackLog.class.getName();
    }

    /** The same, for a stack whose messages are traced: it tells them only where it may also say what it does. */
    public static final class Tracing extends StackLog {
        @Override
        public boolean isLoggingEnabled() {
            return true;
        }

        @Override
        public boolean isLoggingEnabled(int level) {
            return level <= TRACE_INFO;
        }
    }
}
