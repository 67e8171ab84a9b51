package com.osmtalk.mcp.guard;

import com.osmtalk.api.Money;

/** The account that a call is charged to, as its API shows it. Every method but {@link #id} asks the API. */
public interface BillingAccount {
    /** Tells accounts apart in the records, and is no secret. */
    String id();

    /** What the account has spent since its day began. */
    Money spentToday();

    /** Whether a call has its final price, so that {@link #spentToday} has it too. */
    boolean isSettled(String callId);

    /** Whether a campaign makes no more calls, and those it made have ended, so that {@link #spentToday} has them. */
    boolean isOver(String campaign);

    /** What so many more calls may cost, in a sentence for the person; says so when it is not known. */
    String expectedCost(long calls);
}
