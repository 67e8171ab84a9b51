package com.osmtalk.mcp.tool;

import com.osmtalk.api.BillingStatus;
import com.osmtalk.api.Call;
import com.osmtalk.api.Dashboard;
import com.osmtalk.api.Money;
import com.osmtalk.api.PlatformRates;
import com.osmtalk.client.AccountApi;
import com.osmtalk.client.ApiException;
import com.osmtalk.client.WidgetApi;
import com.osmtalk.mcp.guard.Payer;
import java.time.Clock;

/** The caller's account, by the routes that an API key opens. */
final class ApiPayer implements Payer {
    private static final int ENOUGH_SECONDS = 60;

    /** Characters of an agent that speaks half of the time. */
    private static final int SPOKEN_A_MINUTE = 450;

    private final String id;
    private final WidgetApi api;
    private final AccountApi account;
    private final Clock clock;

    ApiPayer(ToolContext context, Clock clock) {
        this.id = context.principal();
        this.api = context.api();
        this.account = context.account();
        this.clock = clock;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Money spentToday() {
        return Figures.of(api, "today", clock.instant()).spend().total();
    }

    @Override
    public boolean isSettled(String callId) {
        Call call = api.getCall(callId);
        return call.status().isTerminal() && call.billingStatus() != BillingStatus.PENDING;
    }

    /** What a minute cost in the calls of late, or else by the price list, which not every key may see. */
    @Override
    public String expectedCost() {
        try {
            Dashboard lately = Figures.of(api, "last_30_days", clock.instant());
            Money spent = lately.spend() == null ? Money.ZERO : lately.spend().total();
            double seconds = lately.totalDurationSeconds();
            String price = seconds < ENOUGH_SECONDS || spent.equals(Money.ZERO)
                    ? byThePriceList()
                    : "about " + Money.ofPaise(Math.round(spent.paise() * 60 / seconds))
                            + " a minute, as this account's calls of the last 30 days";
            return price + "; balance " + lately.balance();
        } catch (ApiException figuresNotToBeHad) {
            return byThePriceList();
        }
    }

    private String byThePriceList() {
        try {
            PlatformRates rates = account.billing().rates();
            double rupees = rates.sipPerMinute().inr()
                    + rates.sttPerMinute().inr()
                    + rates.ttsPerThousandCharacters().inr() * SPOKEN_A_MINUTE / 1000;
            return "about " + Money.ofPaise(Math.round(rupees * 100)) + " a minute, and what the language model takes";
        } catch (ApiException keyWithoutThatRight) {
            return "charged by what is used, when the call has ended";
        }
    }
}
