package com.osmtalk.api;

/** Pending until the call has ended; free when nothing was used; failed when the charge could not be made. */
public enum BillingStatus {
    PENDING,
    CHARGED,
    FREE,
    FAILED
}
