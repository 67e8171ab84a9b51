package com.osmtalk.mcp.kit;

import com.osmtalk.api.Dashboard;
import com.osmtalk.client.WidgetApi;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;

/** The account's figures over a period that is named, with days as they begin in the organisation's time zone. */
public final class AccountFigures {
    private AccountFigures() {}

    /** @param period one of {@link Period#NAMES} */
    public static Dashboard of(WidgetApi api, String period, Instant now) {
        // an organisation of another zone is asked for again, with its own days
        Period usual = Period.named(period, now, Period.usualZone());
        Dashboard dashboard = api.dashboard(usual.from(), usual.to());
        Period own = Period.named(period, now, zone(dashboard));
        return own.equals(usual) ? dashboard : api.dashboard(own.from(), own.to());
    }

    private static ZoneId zone(Dashboard dashboard) {
        try {
            return ZoneId.of(dashboard.period().timeZone());
        } catch (DateTimeException unknownToThisRuntime) {
            return Period.usualZone();
        }
    }
}
