package com.osmtalk.api;

/** Why a balance changed. */
public enum TransactionKind {
    /** Credits given at the start. */
    WELCOME,
    /** A payment arrived. */
    TOP_UP,
    /** A call has ended. */
    CALL,
    /** A number was set up. */
    NUMBER_SETUP,
    /** A month of a number. */
    NUMBER_RENT,
    /** A payment, or a part of it, was refunded. */
    REFUND,
    /** A payer got their money back through their bank. */
    DISPUTE
}
