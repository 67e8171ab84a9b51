package com.osmtalk.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.AppenderBase;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Where and how much is logged: always to standard error, as standard output belongs to the protocol and to commands'
 * answers. In code, because reading it from a file would be a good part of the time that {@code osmtalk mcp} takes to
 * start.
 */
public final class StderrLogging implements SLF4JServiceProvider {
    /** The system property that says how much is logged where {@link Setting#LOG_LEVEL} is not set. */
    private static final String DEFAULT_LEVEL = "osmtalk.log.level";

    private static final String PATTERN = "%d{HH:mm:ss.SSS} %-5level %logger{0} - %msg%n%ex{3}";

    private final LoggerContext loggers = new LoggerContext();
    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter noted = new LogbackMDCAdapter();

    /** Names itself to SLF4J, which would otherwise look into every jar for whom to log with; before anything logs. */
    static void use() {
        System.setProperty("slf4j.provider", StderrLogging.class.getName());
        // else it tells that it does so
        System.setProperty("slf4j.internal.verbosity", "WARN");
    }

    /** Logs warnings and errors only, unless the setting says otherwise; before anything logs. */
    static void warningsOnly() {
        System.setProperty(DEFAULT_LEVEL, "WARN");
    }

    @Override
    public void initialize() {
        loggers.setMDCAdapter(noted);
        Lines lines = new Lines(System.err);
        lines.setContext(loggers);
        lines.start();
        Logger root = loggers.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(lines);
        loggers.getLogger("com.osmtalk")
                .setLevel(Level.toLevel(
                        Environment.ofProcess()
                                .value(Setting.LOG_LEVEL)
                                .orElseGet(() -> System.getProperty(DEFAULT_LEVEL)),
                        Level.INFO));
        // calls errors what visitors do wrong; what is wrong here it tells us too
        loggers.getLogger("org.java_websocket").setLevel(Level.OFF);
        // it logs what it also throws: that its library can't be loaded
        loggers.getLogger("org.sqlite").setLevel(Level.OFF);
        // it logs what it also throws
        loggers.getLogger("io.javalin").setLevel(Level.OFF);
        loggers.start();
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return loggers;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return noted;
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0";
    }

    /** @throws UsageException when the setting has no valid value */
    static void requireLevel(Settings settings) {
        settings.parsed(Setting.LOG_LEVEL, text -> {
            if (Level.toLevel(text, null) == null) {
                throw new IllegalArgumentException("must be ERROR, WARN, INFO, DEBUG or TRACE, not \"" + text + "\"");
            }
            return text;
        });
    }

    /** Whether somebody asked to be told everything. */
    static boolean isDebugging(Settings settings) {
        return settings.find(Setting.LOG_LEVEL)
                .filter("DEBUG"::equalsIgnoreCase)
                .isPresent();
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
