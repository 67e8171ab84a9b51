package com.osmtalk.server.billing;

/**
 * What an event about a payment led to.
 */
public enum PaymentOutcome {
    /** The order was credited, by this event. */
    CREDITED,
    /** The order had been credited by another event. */
    ALREADY_CREDITED,
    /** The very same event had been delivered before. */
    DUPLICATE,
    /** A payment failed; the order can still be paid by another. */
    PAYMENT_FAILED,
    /** Another amount than the order's: nothing was credited, and a person has to look into it. */
    AMOUNT_MISMATCH,
    /** About an order that was not made here. */
    UNKNOWN_ORDER,
    /** Money went back, and its credits were taken back, by this event. */
    TAKEN_BACK,
    /** The refund or dispute had been handled by another event. */
    ALREADY_TAKEN_BACK,
    /** Money of a payment went back that has given no credits, or not yet. */
    NOTHING_TO_TAKE_BACK,
    /** Of a kind that is ignored. */
    IGNORED
}
