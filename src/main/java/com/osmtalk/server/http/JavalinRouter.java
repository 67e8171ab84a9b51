package com.osmtalk.server.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/** Puts features' routes into Javalin, each behind authentication and rate limits. */
final class JavalinRouter implements Router {
    private final RoutesConfig javalin;
    private final Authenticator authenticator;
    private final Throttle requests;
    private final BodyReader bodyReader;
    private final Writes writes;
    private final List<Route> routes = new ArrayList<>();
    private final Map<String, TreeSet<String>> widgetMethods = new LinkedHashMap<>();

    JavalinRouter(
            RoutesConfig javalin,
            Authenticator authenticator,
            Throttle requests,
            BodyReader bodyReader,
            Writes writes) {
        this.javalin = javalin;
        this.authenticator = authenticator;
        this.requests = requests;
        this.bodyReader = bodyReader;
        this.writes = writes;
    }

    List<Route> routes() {
        return List.copyOf(routes);
    }

    @Override
    public void get(String path, Access access, Read read) {
        Function<Exchange, Answer> work = exchange -> {
            Reply reply = read.handle(exchange);
            exchange.query().refuseUnknown();
            return Answer.of(reply);
        };
        add(HandlerType.GET, path, access, work);
        // Javalin answers HEAD on a GET route by itself, without asking who is there
        javalin.addHttpHandler(HandlerType.HEAD, path, context -> answer(context, access, work));
    }

    @Override
    public void post(String path, Access access, Write write) {
        String route = "POST " + path;
        add(HandlerType.POST, path, access, exchange -> writes.runPost(route, exchange, write));
    }

    @Override
    public void put(String path, Access access, Write write) {
        add(HandlerType.PUT, path, access, exchange -> writes.run(exchange, write));
    }

    @Override
    public void delete(String path, Access access, Write write) {
        add(HandlerType.DELETE, path, access, exchange -> writes.run(exchange, write));
    }

    private void add(HandlerType method, String path, Access access, Function<Exchange, Answer> work) {
        routes.add(new Route(method.name(), path, access));
        javalin.addHttpHandler(method, path, context -> answer(context, access, work), access);
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

    private void answer(Context context, Access access, Function<Exchange, Answer> work) {
        if (access == Access.PUBLIC) {
            write(context, work.apply(new Exchange(context, null, bodyReader)));
            return;
        }
        Authenticator.Caller caller = authenticator.authenticate(access, context.req());
        if (access.isWidget()) {
            Cors.allow(context);
        }
        requests.take(account(caller.principal()));
        write(context, work.apply(new Exchange(context, caller, bodyReader)));
    }

    private static String account(Principal principal) {
        if (principal instanceof Principal.Person person) {
            return person.user().id();
        }
        return ((Principal.Key) principal).apiKey().id();
    }

    private static void write(Context context, Answer answer) {
        context.status(answer.status());
        if (answer.replayed()) {
            context.header("Idempotent-Replayed", "true");
        }
        if (answer.body().isEmpty()) {
            context.removeHeader("Content-Type");
        } else {
            context.contentType(answer.contentType()).result(answer.body());
        }
    }
}
