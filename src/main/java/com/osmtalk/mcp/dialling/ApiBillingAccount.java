package com.osmtalk.mcp.dialling;

import com.osmtalk.api.BillingStatus;
import com.osmtalk.api.Call;
import com.osmtalk.api.CallStatus;
import com.osmtalk.api.CampaignReport;
import com.osmtalk.api.CampaignStatus;
import com.osmtalk.api.Dashboard;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.LeadStatus;
import com.osmtalk.api.Money;
import com.osmtalk.api.PlatformRates;
import com.osmtalk.client.AccountApi;
import com.osmtalk.client.ApiException;
import com.osmtalk.client.WidgetApi;
import com.osmtalk.mcp.guard.BillingAccount;
import com.osmtalk.mcp.kit.AccountFigures;
import com.osmtalk.mcp.kit.ToolContext;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;

/**
 * The caller's account, read through the API with the caller's key. A key may be allowed to read neither
 * the account's figures nor the price list; the person is then told only that the call is charged by use.
 */
final class ApiBillingAccount implements BillingAccount {
    private static final int ENOUGH_SECONDS = 60;

    /** Characters that an agent speaks in a minute of a call in which it speaks half of the time. */
    private static final int SPOKEN_A_MINUTE = 450;

    /** A server makes no more of one call. */
    private static final int MOST_ATTEMPTS = 6;

    private final String id;
    private final WidgetApi api;
    private final AccountApi account;
    private final Clock clock;

    ApiBillingAccount(ToolContext context, Clock clock) {
        this(context.principal(), context.api(), context.account(), clock);
    }

    /** @param id a fingerprint of the key */
    ApiBillingAccount(String id, WidgetApi api, AccountApi account, Clock clock) {
        this.id = id;
        this.api = api;
        this.account = account;
        this.clock = clock;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Money spentToday() {
        return AccountFigures.of(api, "today", clock.instant()).spend().total();
    }

    @Override
    public boolean isSettled(String callId) {
        Call call = lastAttempt(callId);
        return call.status().isTerminal() && call.billingStatus() != BillingStatus.PENDING;
    }

    @Override
    public Optional<String> whyUnanswered(String callId) {
        try {
            Call call = lastAttempt(callId);
            FailureReason reason = call.failureReason();
            return call.status() == CallStatus.FAILED
                            && call.answeredAt() == null
                            && call.durationSeconds() == 0
                            && reason != null
                            && reason != FailureReason.VOICEMAIL
                    ? Optional.of(reason.title().toLowerCase(Locale.ROOT))
                    : Optional.empty();
        } catch (ApiException notToBeHad) {
            return Optional.empty();
        }
    }

    @Override
    public boolean isOverForGood(String callId) {
        try {
            return lastAttempt(callId).status().isTerminal();
        } catch (ApiException notToBeHad) {
            return false;
        }
    }

    /** The call, or the attempt that followed it last. */
    Call lastAttempt(String callId) {
        Call call = api.getCall(callId);
        for (int i = 0; call.nextAttempt() != null && i < MOST_ATTEMPTS; i++) {
            call = api.getCall(call.nextAttempt().callId());
        }
        return call;
    }

    @Override
    public boolean isOver(String campaign) {
        CampaignReport report;
        try {
            report = account.campaigns().report(campaign);
        } catch (ApiException e) {
            // one that was deleted calls nobody any more; of the others it is not known
            return e.status() == 404;
        }
        CampaignStatus status = report.campaign().status();
        return (status == CampaignStatus.COMPLETED || status == CampaignStatus.FAILED)
                && !report.counts().byStatus().containsKey(LeadStatus.DIALING);
    }

    /**
     * What a minute cost in the calls of the last 30 days, or else by the price list, which not every key may read.
     */
    @Override
    public String expectedCost(long calls) {
        try {
            Dashboard lately = AccountFigures.of(api, "last_30_days", clock.instant());
            Money spent = lately.spend() == null ? Money.ZERO : lately.spend().total();
            double seconds = lately.totalDurationSeconds();
            String price = seconds < ENOUGH_SECONDS || spent.equals(Money.ZERO)
                    ? byThePriceList(calls)
                    : price(
                            Money.ofPaise(Math.round(spent.paise() * 60 / seconds)),
                            ", as this account's calls of the last 30 days",
                            calls);
            return price + "; balance " + lately.balance();
        } catch (ApiException noFigures) {
            return byThePriceList(calls);
        }
    }

    private String byThePriceList(long calls) {
        try {
            PlatformRates rates = account.billing().rates();
            double rupees = rates.sipPerMinute().inr()
                    + rates.sttPerMinute().inr()
                    + rates.ttsPerThousandCharacters().inr() * SPOKEN_A_MINUTE / 1000;
            return price(Money.ofPaise(Math.round(rupees * 100)), ", plus the language model", calls);
        } catch (ApiException keyWithoutThatRight) {
            return "charged by use when a call has ended";
        }
    }

    private static String price(Money aMinute, String why, long calls) {
        return "about " + aMinute + " a minute" + why
                + (calls == 1 ? "" : "; " + calls + " calls of a minute each: about " + aMinute.times(calls));
    }
}
