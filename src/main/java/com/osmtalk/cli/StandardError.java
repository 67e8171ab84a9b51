package com.osmtalk.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * Where and how much is logged: always to standard error, as standard output belongs to the protocol and to commands'
 * answers. In code, because reading it from a file would be a good part of the time that {@code osmtalk mcp} takes to start.
 */
public final class StandardError extends ContextAwareBase implements Configurator {
    /** The environment variable, or system property, that says how much. */
    static final String LEVEL = "OSMTALK_LOG_LEVEL";

    private static final String PATTERN = "%d{HH:mm:ss.SSS} %-5level %logger{0} - %msg%n%ex{3}";

    @Override
    public ExecutionStatus configure(LoggerContext loggers) {
        Lines lines = new Lines(System.err);
        lines.setContext(loggers);
        lines.start();
        Logger root = loggers.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(lines);
        loggers.getLogger("com.osmtalk").setLevel(Level.toLevel(wanted(), Level.INFO));
        // calls errors what visitors do wrong; what is wrong here it tells us too
        loggers.getLogger("org.java_websocket").setLevel(Level.OFF);
        // it logs what it also throws
        loggers.getLogger("io.javalin").setLevel(Level.OFF);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static @Nullable String wanted() {
        String property = System.getProperty(LEVEL);
        return property == null ? System.getenv(LEVEL) : property;
    }

    /** Makes its layout when there is something to say. */
    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private final PrintStream out;
        private @Nullable PatternLayout layout;

        Lines(PrintStream out) {
            this.out = out;
        }

        @Override
        protected void append(ILoggingEvent event) {
            if (layout == null) {
                layout = new PatternLayout();
                layout.setContext(getContext());
                layout.setPattern(PATTERN);
                layout.start();
            }
            out.print(layout.doLayout(event));
            out.flush();
        }
    }
}
