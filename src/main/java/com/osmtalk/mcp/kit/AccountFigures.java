package com.osmtalk.mcp.kit;

import com.osmtalk.api.Dashboard;
import com.osmtalk.client.ApiException;
import com.osmtalk.client.WidgetApi;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** The account's dashboard over a named period, whose days begin in the time zone of its organisation. */
public final class AccountFigures {
    private AccountFigures() {}

    /**
     * One request for most organisations, which are in {@link Period#defaultZone}; a second one for others, with their
     * own days.
     *
     * @param period one of {@link Period#NAMES}
     */
    public static Dashboard of(WidgetApi api, String period, Instant now) {
        // an organisation of another zone is asked for again, with its own days
        Period usual = Period.named(period, now, Period.defaultZone());
        Dashboard dashboard = api.dashboard(usual.from(), usual.to());
        Period own = Period.named(period, now, zone(dashboard));
        return own.equals(usual) ? dashboard : api.dashboard(own.from(), own.to());
    }

    /**
     * Tells the organisation's time zone, by one request when it is first asked; a key that may not read figures is
     * told the usual one.
     */
    public static Supplier<ZoneId> zone(WidgetApi api, Instant now) {
        AtomicReference<ZoneId> known = new AtomicReference<>();
        return () -> known.updateAndGet(zone -> zone == null ? askedZone(api, now) : zone);
    }

    private static ZoneId askedZone(WidgetApi api, Instant now) {
        try {
            return zone(api.dashboard(now.minusSeconds(1), now));
        } catch (ApiException keyWithoutThatRight) {
            return Period.defaultZone();
        }
    }

    private static ZoneId zone(Dashboard dashboard) {
        try {
            return ZoneId.of(dashboard.period().timeZone());
        } catch (DateTimeException unknownToThisRuntime) {
            return Period.defaultZone();
        }
    }
}
