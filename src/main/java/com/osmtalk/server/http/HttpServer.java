package com.osmtalk.server.http;

import com.osmtalk.server.identity.Identities;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.router.EndpointNotFound;
import java.io.IOException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.component.LifeCycle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listening server: features' routes, mounted servlets and apps of files on one port. */
public final class HttpServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HttpServer.class);
    private static final int FIRST_JAVA_WITH_VIRTUAL_THREADS = 21;

    private static final Duration IDLE_AT_STOP = Duration.ofMillis(25);

    static {
        // else Jetty asks JMX for the size of a reference, and loading JMX is a twentieth of the time in which the
        // server starts; sixteen fit into a cache line where they have four bytes, as in every heap below 32 GB
        if (System.getProperty("org.eclipse.jetty.util.referencesPerCacheLine") == null) {
            System.setProperty("org.eclipse.jetty.util.referencesPerCacheLine", "16");
        }
    }

    private final HttpSettings settings;
    private final Identities identities;
    private final IdempotentWrites writes;
    private final List<ServletMount> mounts;
    private final List<FileApp> apps;
    private final Optional<FileAppServlet> rootApp;
    private final Javalin javalin;
    private List<Route> routes = List.of();
    private int port;

    private HttpServer(
            HttpSettings settings,
            Identities identities,
            IdempotentWrites writes,
            List<Feature> features,
            List<ServletMount> mounts,
            List<FileApp> apps) {
        this.settings = settings;
        this.identities = identities;
        this.writes = writes;
        this.mounts = mounts;
        this.apps = apps;
        this.rootApp = apps.stream().filter(FileApp::isAtRoot).findFirst().map(FileAppServlet::new);
        this.javalin = Javalin.create(config -> configure(config, features));
    }

    /**
     * A server that answers.
     *
     * @param mounts servlets beside the routes
     * @param apps for browsers; one of them may be at {@code /}
     * @throws IllegalStateException when the address is not one of this machine's, or the port is taken or not ours to
     *     take
     */
    public static HttpServer start(
            HttpSettings settings,
            Identities identities,
            IdempotentWrites writes,
            List<Feature> features,
            List<ServletMount> mounts,
            List<FileApp> apps) {
        HttpServer server = new HttpServer(settings, identities, writes, features, mounts, apps);
        try {
            server.javalin.start(settings.host(), settings.port());
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "can't listen on " + settings.host() + ", port " + settings.port()
                            + " (OSMTALK_HOST, OSMTALK_PORT): " + reason(e),
                    e);
        }
        server.port = server.javalin.port();
        return server;
    }

    /** The operating system's message, from the innermost cause. */
    private static String reason(Throwable problem) {
        Throwable first = problem;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        return first instanceof UnresolvedAddressException ? "there is no such address" : first.getMessage();
    }

    /** The port it listens on; if it was started with port 0, the one it found. */
    public int port() {
        return port;
    }

    /** Everything features registered, in that order; mounted servlets are not among it. */
    public List<Route> routes() {
        return routes;
    }

    /** Takes no more requests, lets those under way finish for as long as the settings say, and stops. */
    @Override
    public void close() {
        Server server = javalin.jettyServer().server();
        // connections that only wait for another request need not be waited for
        for (Connector connector : server.getConnectors()) {
            if (connector instanceof AbstractConnector listening) {
                listening.setShutdownIdleTimeout(IDLE_AT_STOP.toMillis());
            }
        }
        try {
            server.stop();
        } catch (TimeoutException e) {
            log.warn(
                    "requests were still running after {} s and were aborted",
                    settings.stopTimeout().toSeconds());
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server did not stop cleanly", e);
        }
    }

    private void configure(JavalinConfig config, List<Feature> features) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        if (Runtime.version().feature() >= FIRST_JAVA_WITH_VIRTUAL_THREADS) {
            config.concurrency.useVirtualThreads = true;
        } else {
            config.jetty.threadPool = new RequestThreads();
        }
        config.http.prefer405over404 = true;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.jetty.modifyServer(this::prepare);
        config.jetty.modifyHttpConfiguration(this::prepare);
        config.jetty.modifyServletContextHandler(this::mount);
        // the level is a setting of the start: at another, nothing need be measured for nobody
        if (log.isDebugEnabled()) {
            config.requestLogger.http((context, milliseconds) -> log.debug(
                    "{} {} {} {} {} ms",
                    context.attribute(RequestId.HEADER),
                    context.method(),
                    context.req().getRequestURI(),
                    context.statusCode(),
                    milliseconds));
        }
        config.routes.exception(HttpResponseException.class, (e, context) -> {
            if (!(e instanceof EndpointNotFound) || !answeredByRootApp(context)) {
                Errors.write(context, e);
            }
        });
        config.routes.exception(Exception.class, (e, context) -> Errors.write(context, e));
        config.router.javaLangErrorHandler(Errors::write);
        register(config, features);
    }

    /**
     * An app at {@code /} answers what no route does. It is asked last, when Javalin has found that nothing else is
     * there: as a route of its own, for all paths, it would hide that a path takes another method (405).
     */
    private boolean answeredByRootApp(Context context) {
        HandlerType method = context.method();
        if (rootApp.isEmpty() || method != HandlerType.GET && method != HandlerType.HEAD) {
            return false;
        }
        try {
            String path = context.req().getPathInfo();
            return rootApp.get().answer(context.req(), context.res(), path == null ? "" : path.substring(1));
        } catch (IOException e) {
            log.debug("{} {}: the client is gone: {}", method, context.path(), e.toString());
            return true;
        }
    }

    private void register(JavalinConfig config, List<Feature> features) {
        RateLimits limits = settings.limits();
        OwnPages pages = new OwnPages(settings.publicUrl());
        JavalinRouter router = new JavalinRouter(
                config.routes,
                new Authenticator(identities, new Throttle(limits.failures()), pages),
                new Throttle(limits.requests()),
                new Throttle(limits.visitors()),
                BodyLimits.small(settings.maxBodyBytes(), settings.idleTimeout().multipliedBy(2)),
                pages,
                writes);
        features.forEach(feature -> feature.register(router));
        routes = router.routes();
    }

    private void prepare(Server server) {
        server.setErrorHandler(new JettyErrors());
        server.insertHandler(new GracefulHandler());
        server.insertHandler(new StandardHeaders());
        HeaderDeadline deadline = new HeaderDeadline(settings.idleTimeout());
        server.insertHandler(deadline);
        server.addEventListener(new LifeCycle.Listener() {
            @Override
            public void lifeCycleStarting(LifeCycle starting) {
                for (Connector connector : server.getConnectors()) {
                    connector.addEventListener(deadline);
                }
            }
        });
        server.setStopTimeout(settings.stopTimeout().toMillis());
    }

    private void prepare(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.addCustomizer(settings.proxies());
        http.setUriCompliance(UriCompliance.DEFAULT);
        http.setIdleTimeout(settings.idleTimeout().toMillis());
    }

    private void mount(ServletContextHandler context) {
        context.setErrorHandler(new JettyErrors());
        for (ServletMount mount : mounts) {
            ServletHolder holder = new ServletHolder(mount.servlet());
            holder.setAsyncSupported(true);
            context.addServlet(holder, mount.path());
        }
        for (FileApp app : apps) {
            if (!app.isAtRoot()) {
                context.addServlet(new ServletHolder(new FileAppServlet(app)), app.root() + "*");
            }
        }
    }
}
