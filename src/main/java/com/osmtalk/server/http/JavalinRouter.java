package com.osmtalk.server.http;

import com.osmtalk.server.identity.Principal;
import com.osmtalk.server.store.blob.Blob;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts features' routes into Javalin, each behind authentication and rate limits. Features know {@link Router} alone,
 * so that no rule depends on Javalin.
 *
 * <p>The order of a request: who is it, may they use the route, are they within their rate; then the handler, with the
 * body still unread. Query parameters that the handler did not ask for are refused after it has run, as only then it is
 * known which it reads. Only the routes for widgets allow other origins (CORS): they are meant for pages, the account's
 * are not.
 */
final class JavalinRouter implements Router {
    private static final Logger log = LoggerFactory.getLogger(JavalinRouter.class);

    private final RoutesConfig javalin;
    private final Authenticator authenticator;
    private final Throttle requests;
    private final Throttle visitors;
    private final BodyLimits bodies;
    private final OwnPages pages;
    private final IdempotentWrites writes;
    private final List<Route> routes = new ArrayList<>();
    private final Map<String, TreeSet<String>> widgetMethods = new LinkedHashMap<>();

    JavalinRouter(
            RoutesConfig javalin,
            Authenticator authenticator,
            Throttle requests,
            Throttle visitors,
            BodyLimits bodies,
            OwnPages pages,
            IdempotentWrites writes) {
        this.javalin = javalin;
        this.authenticator = authenticator;
        this.requests = requests;
        this.visitors = visitors;
        this.bodies = bodies;
        this.pages = pages;
        this.writes = writes;
    }

    List<Route> routes() {
        return List.copyOf(routes);
    }

    @Override
    public void get(String path, Access access, Read read) {
        Function<Exchange, SerializedResponse> work = exchange -> {
            Response reply = read.handle(exchange);
            exchange.query().refuseUnknown();
            return SerializedResponse.of(reply);
        };
        add(HandlerType.GET, path, access, bodies, work);
        // Javalin answers HEAD on a GET route by itself, without asking who is there
        javalin.addHttpHandler(HandlerType.HEAD, path, context -> answer(context, access, bodies, work));
    }

    @Override
    public void getWhenReady(String path, Access access, WaitingRead read) {
        Handler handler = context -> {
            Authenticator.Caller caller = admitted(context, access);
            try (Exchange exchange = bodies.exchange(context, caller, pages)) {
                CompletableFuture<Response> reply = read.handle(exchange);
                exchange.query().refuseUnknown();
                context.future(() -> reply.thenAccept(ready -> write(context, SerializedResponse.of(ready))));
            }
        };
        add(HandlerType.GET, path, access, handler);
        javalin.addHttpHandler(HandlerType.HEAD, path, handler);
    }

    @Override
    public void post(String path, Access access, Write write) {
        post(path, access, bodies, write);
    }

    @Override
    public void post(String path, Access access, int maxBodyBytes, Write write) {
        post(path, access, bodies.large(maxBodyBytes), write);
    }

    private void post(String path, Access access, BodyLimits accepted, Write write) {
        String route = "POST " + path;
        add(HandlerType.POST, path, access, accepted, exchange -> writes.runPost(route, exchange, write));
    }

    @Override
    public void put(String path, Access access, Write write) {
        add(HandlerType.PUT, path, access, bodies, exchange -> writes.run(exchange, write));
    }

    @Override
    public void delete(String path, Access access, Write write) {
        add(HandlerType.DELETE, path, access, bodies, exchange -> writes.run(exchange, write));
    }

    private void add(
            HandlerType method,
            String path,
            Access access,
            BodyLimits accepted,
            Function<Exchange, SerializedResponse> work) {
        add(method, path, access, context -> answer(context, access, accepted, work));
    }

    private void add(HandlerType method, String path, Access access, Handler handler) {
        routes.add(new Route(method.name(), path, access));
        javalin.addHttpHandler(method, path, handler, access);
        if (access.isWidget()) {
            if (!widgetMethods.containsKey(path)) {
                javalin.addHttpHandler(
                        HandlerType.OPTIONS,
                        path,
                        context -> Cors.preflight(context, String.join(", ", widgetMethods.get(path))));
            }
            widgetMethods.computeIfAbsent(path, any -> new TreeSet<>()).add(method.name());
        }
    }

    private void answer(
            Context context, Access access, BodyLimits accepted, Function<Exchange, SerializedResponse> work) {
        Authenticator.Caller caller = access == Access.PUBLIC ? null : admitted(context, access);
        SerializedResponse answer;
        try (Exchange exchange = accepted.exchange(context, caller, pages)) {
            answer = work.apply(exchange);
        }
        write(context, answer);
    }

    private Authenticator.Caller admitted(Context context, Access access) {
        if (access.isWidget()) {
            Cors.allow(context);
        }
        Authenticator.Caller caller = authenticator.authenticate(access, context.req());
        if (access.isForOneAgent()) {
            Authenticator.requireAgent(caller.principal(), context.pathParam("id"));
        }
        count(caller.principal(), context);
        return caller;
    }

    /** One request more of whoever asks; each visitor of a page is counted first, so that none uses up the others'. */
    private void count(Principal principal, Context context) {
        if (principal instanceof Principal.Person person) {
            requests.take(person.user().id());
        } else if (principal instanceof Principal.Assistant assistant) {
            requests.take(assistant.connection().id());
        } else if (principal instanceof Principal.Key key) {
            String id = key.apiKey().id();
            if (key.isBrowserKey()) {
                visitors.take(id + " " + NetworkAddress.of(context.req()));
            }
            requests.take(id);
        }
    }

    private static void sendBlob(Context context, String contentType, Blob blob) {
        long size = blob.size();
        try {
            context.contentType(contentType).header("Accept-Ranges", "bytes");
            // If-Range asks for a part only of what one has another part of, and nothing here says which that is
            String wanted = context.header("If-Range") == null ? context.header("Range") : null;
            Optional<ByteRange> part = ByteRange.of(wanted, size);
            part.ifPresent(range -> context.status(206)
                    .header("Content-Range", "bytes " + range.first() + "-" + range.last() + "/" + size));
            ByteRange range = part.orElse(new ByteRange(0, size - 1));
            context.header("Content-Length", Long.toString(range.length()))
                    .result(blob.open(range.first(), range.length()));
        } catch (ByteRange.Unsatisfiable e) {
            context.header("Content-Range", "bytes */" + size);
            throw new HttpError(416, "range_not_satisfiable", "The file is shorter than the Range asked for.");
        } catch (IOException e) {
            throw new UncheckedIOException("can't send a stored content", e);
        }
    }

    private static void write(Context context, SerializedResponse answer) {
        context.status(answer.status());
        answer.headers().forEach(context::header);
        if (answer.replayed()) {
            context.header("Idempotent-Replayed", "true");
        }
        if (answer.blob() != null) {
            sendBlob(context, answer.contentType(), answer.blob());
        } else if (answer.body().isEmpty()) {
            context.removeHeader("Content-Type");
        } else {
            // as bytes: text would be written in whatever this machine writes by default
            sendBytes(context.contentType(answer.contentType()), answer.body().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Straight to the wire: Javalin would copy each body through a buffer of its own, larger than most of them. */
    private static void sendBytes(Context context, byte[] body) {
        try {
            context.res().getOutputStream().write(body);
        } catch (IOException e) {
            log.debug("{} {}: the client is gone: {}", context.method(), context.path(), e.toString());
        }
    }
}
