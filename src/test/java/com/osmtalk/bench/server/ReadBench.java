package com.osmtalk.bench.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Reads with ten thousand, a hundred thousand and a million calls stored, in turns with the peer. */
final class ReadBench {
    private static final int CONNECTIONS = 8;
    private static final int WARM_UPS = 6;
    private static final int ROUNDS = 3;
    private static final Duration ROUND = Duration.ofSeconds(2);

    private record Target(String name, Child child, Api api) {}

    private record Row(double rate, double alone, double cpuMillis) {}

    private ReadBench() {}

    /** @param prism null: there is no peer to measure */
    static void run(Path folder, @Nullable Child prism) {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        sizes.put("10,000 calls", 10_000);
        sizes.put("100,000 calls", 100_000);
        sizes.put("1,000,000 calls", 1_000_000);
        List<Target> targets = new ArrayList<>();
        if (prism != null) {
            targets.add(new Target("Prism", prism, new Api(prism.url(), "osm_any")));
        }
        sizes.forEach((name, calls) -> {
            BenchHome home = new BenchHome(folder.resolve("stored-" + calls));
            long start = System.nanoTime();
            home.seed(calls);
            Report.say("%s: seeded within %.1f s", name, (System.nanoTime() - start) / 1e9);
            Child child = home.serve();
            targets.add(new Target(name, child, new Api(child.url(), home.key())));
        });
        try {
            Map<String, Row> rows = new LinkedHashMap<>();
            for (String route : List.of("agents", "dashboard", "dashboard, never asked for", "list", "list, deep")) {
                measure(route, targets, rows);
            }
            print(rows, targets);
        } finally {
            targets.stream()
                    .filter(target -> target.child() != prism)
                    .forEach(target -> target.child().close());
        }
    }

    private static void measure(String route, List<Target> targets, Map<String, Row> rows) {
        Map<Target, LongFunction<String>> requests = new LinkedHashMap<>();
        targets.forEach(target -> requests.put(target, request(route, target)));
        Map<Target, List<Row>> measured = new LinkedHashMap<>();
        for (int round = -WARM_UPS; round < ROUNDS; round++) {
            for (Target target : targets) {
                double before = target.child().cpuSeconds();
                Load.Result many = new Load(target.child().url(), CONNECTIONS).run(ROUND, 200, requests.get(target));
                double cpu = target.child().cpuSeconds() - before;
                Load.Result one = new Load(target.child().url(), 1).run(ROUND.dividedBy(4), 200, requests.get(target));
                if (many.others() + one.others() > 0) {
                    throw new IllegalStateException(target.name() + " did not answer " + route + " with 200");
                }
                if (round >= 0) {
                    measured.computeIfAbsent(target, any -> new ArrayList<>())
                            .add(new Row(many.rate(), one.millis(0.5), 1000 * cpu / many.latencies().length));
                }
            }
        }
        measured.forEach((target, all) -> rows.put(
                route + target.name(),
                new Row(
                        Report.median(all, Row::rate),
                        Report.median(all, Row::alone),
                        Report.median(all, Row::cpuMillis))));
    }

    private static LongFunction<String> request(String route, Target target) {
        return switch (route) {
            case "agents" -> get(target, "/api/widget/agents");
            case "dashboard" -> get(target, "/api/widget/dashboard");
            case "dashboard, never asked for" -> anotherPeriod(target);
            case "list" -> get(target, "/api/widget/calls?limit=20");
            case "list, deep" -> get(target, "/api/widget/calls?limit=20&cursor=" + deep(target));
            default -> throw new IllegalArgumentException(route);
        };
    }

    private static LongFunction<String> get(Target target, String path) {
        String text = head("GET", target.api(), path) + "\r\n";
        return number -> text;
    }

    /** Begins 29 to 15 days ago, at a quarter of an hour that has long been forgotten when it comes again. */
    private static LongFunction<String> anotherPeriod(Target target) {
        Instant first = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(29));
        // counted over all rounds: each of them would begin with what the one before has just asked for
        AtomicLong asked = new AtomicLong();
        return number -> head(
                        "GET",
                        target.api(),
                        "/api/widget/dashboard?from="
                                + first.plus(Duration.ofMinutes(15 * (asked.getAndIncrement() % 1344))))
                + "\r\n";
    }

    /** The cursor of a page in the middle. */
    private static String deep(Target target) {
        JsonNode first = target.api().get("/api/widget/calls?limit=1");
        long total = first.path("total").asLong();
        return target.api()
                .get("/api/widget/calls?limit=1&offset=" + total / 2)
                .path("nextCursor")
                .asText();
    }

    static String head(String method, Api api, String path) {
        return method + " " + path + " HTTP/1.1\r\nHost: " + api.url().getAuthority() + "\r\nx-api-key: " + api.key()
                + "\r\n";
    }

    private static void print(Map<String, Row> rows, List<Target> targets) {
        Report.say("");
        Report.say("| GET /api/widget/… | stored | requests/s | of Prism's | alone, ms | processor, ms |");
        Report.say("|---|---|---:|---:|---:|---:|");
        for (String route : List.of("agents", "dashboard", "dashboard, never asked for", "list", "list, deep")) {
            Row peer = rows.get(route + "Prism");
            for (Target target : targets) {
                Row row = rows.get(route + target.name());
                Report.say(
                        "| %s | %s | %,.0f | %s | %.2f | %.2f |",
                        route,
                        target.name(),
                        row.rate(),
                        peer == null ? "–" : String.format(Locale.ROOT, "%.1f ×", row.rate() / peer.rate()),
                        row.alone(),
                        row.cpuMillis());
            }
            Report.say(
                    "| | a million against ten thousand | | | %.1f × | |",
                    rows.get(route + "1,000,000 calls").alone()
                            / rows.get(route + "10,000 calls").alone());
        }
    }
}
