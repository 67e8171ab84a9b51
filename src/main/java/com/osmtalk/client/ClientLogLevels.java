package com.osmtalk.client;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;

/**
 * Keeps the HTTP library's log of headers and bytes, with the API keys in it, out of programs that use this client and
 * have not configured Logback: without a configuration Logback writes everything, down to DEBUG, to standard output. A
 * {@code logback.xml} is read after this and may still ask for more.
 *
 * <p>Logback finds this class by the service file in {@code META-INF/services}. The {@code osmtalk} program configures
 * its logging itself and never asks for it.
 */
public final class ClientLogLevels extends ContextAwareBase implements Configurator {
    @Override
    public ExecutionStatus configure(LoggerContext loggers) {
        loggers.getLogger("org.apache.hc").setLevel(Level.WARN);
        loggers.getLogger("com.osmtalk").setLevel(Level.INFO);
        return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
}
