package com.osmtalk.mcp.guard;

import com.osmtalk.api.Money;
import java.util.Optional;

/** The account that pays for a call. Every method but {@link #id} asks the API. */
public interface BillingAccount {
    /** Identifies the account in the guard's records: a fingerprint of its key, which reveals nothing of it. */
    String id();

    /** What the account has spent since its day began, in its organisation's time zone. */
    Money spentToday();

    /** Whether the price of a call is final, so that {@link #spentToday} includes it. */
    boolean isSettled(String callId);

    /**
     * Why a call that is over was never answered, by nobody and no machine, in a few words; empty for one that was, or
     * of which that is not known. Of a call that is dialled again by itself, the last attempt counts.
     */
    Optional<String> whyUnanswered(String callId);

    /** Whether a call has ended and is not dialled again by itself; false when that is not known. */
    boolean isOverForGood(String callId);

    /**
     * Whether a campaign makes no more calls and those it made have ended, so that {@link #spentToday} includes them.
     */
    boolean isOver(String campaign);

    /** What so many calls may cost, as a phrase for the person; it says so when that is not known. */
    String expectedCost(long calls);
}
