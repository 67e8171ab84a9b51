package com.osmtalk.server.dashboard;

import com.osmtalk.server.dashboard.CallSelection.Part;
import com.osmtalk.server.store.Database;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The figures of an organisation's calls in a period, exact, however many calls there are. Finished ones are read from
 * the counters; live ones, and those in the quarters of an hour that the period cuts, are counted one by one.
 *
 * <p>The finished part is cached until another call of the organisation ends or is judged. Every read compares the
 * number of both with that at the time of caching, in the same snapshot, so the cache is right with several servers on
 * one database and nobody has to be told to clear it.
 */
final class PeriodFigures {
    private static final int KEPT = 1_000;

    private final Database database;
    private final FiguresStore store;

    /** The least recently used first. */
    private final Map<Place, Settled> kept = new LinkedHashMap<>(16, 0.75f, true);

    PeriodFigures(Database database, FiguresStore store) {
        this.database = database;
        this.store = store;
    }

    record Figures(Totals totals, CallTimes times) {}

    private record Place(String organizationId, TimeSlots slots, ZoneId zone) {}

    /** @param revision of the organisation's figures when this was cached */
    private record Settled(long revision, List<CallGroup> groups, CallTimes times) {}

    /** @param scope of all agents, all calls */
    Figures of(CallSelection scope, ZoneId zone) {
        return database.snapshot(handle -> {
            long first = -Math.floorDiv(-scope.from().toEpochMilli(), CallTimes.QUARTER_MS);
            long end = Math.floorDiv(scope.to().toEpochMilli(), CallTimes.QUARTER_MS);
            if (!store.hasCallsSince(scope.organizationId(), scope.to())) {
                end++; // the quarter that the period ends in holds nothing later
            }
            // the counters are of all the organisation's calls
            boolean counted = first < end && !scope.reach().isLimited();
            Settled settled = counted
                    ? settled(new Place(scope.organizationId(), new TimeSlots(first, end), zone))
                    : new Settled(0, List.of(), CallTimes.of(Map.of(), zone));
            List<CallGroup> groups = new ArrayList<>(settled.groups());
            CallTimes times = settled.times();
            for (CallSelection rest : counted ? rest(scope, start(first), start(end)) : whole(scope)) {
                Figures more = counted(rest, zone);
                groups.addAll(more.totals().groups());
                times = times.plus(more.times());
            }
            return new Figures(new Totals(groups), times);
        });
    }

    private static List<CallSelection> whole(CallSelection scope) {
        return List.of(scope.only(Part.LIVE), scope.only(Part.FINISHED));
    }

    private static List<CallSelection> rest(CallSelection scope, Instant first, Instant end) {
        List<CallSelection> rest = new ArrayList<>();
        rest.add(scope.only(Part.LIVE));
        if (scope.from().isBefore(first)) {
            rest.add(scope.only(Part.FINISHED).within(scope.from(), first));
        }
        if (end.isBefore(scope.to())) {
            rest.add(scope.only(Part.FINISHED).within(end, scope.to()));
        }
        return rest;
    }

    private Figures counted(CallSelection scope, ZoneId zone) {
        List<CallGroup> groups = store.groups(scope);
        Map<Long, Long> quarters = groups.isEmpty() ? Map.of() : store.quarters(scope);
        return new Figures(new Totals(groups), CallTimes.of(quarters, zone));
    }

    private Settled settled(Place place) {
        long revision = store.revision(place.organizationId());
        synchronized (kept) {
            Settled known = kept.get(place);
            if (known != null && known.revision() == revision) {
                return known;
            }
        }
        Settled fresh = new Settled(
                revision,
                store.finishedGroups(place.organizationId(), place.slots()),
                CallTimes.of(store.finishedQuarters(place.organizationId(), place.slots()), place.zone()));
        synchronized (kept) {
            kept.put(place, fresh);
            if (kept.size() > KEPT) {
                kept.remove(kept.keySet().iterator().next());
            }
        }
        return fresh;
    }

    private static Instant start(long quarter) {
        return Instant.ofEpochMilli(quarter * CallTimes.QUARTER_MS);
    }
}
