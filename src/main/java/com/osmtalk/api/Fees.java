package com.osmtalk.api;

/**
 * What a top-up costs.
 *
 * @param amount the credits that are bought
 * @param platformFee 6 % of the amount
 * @param processingFee 2 % of the amount and the platform fee
 * @param gst 18 % of both fees
 * @param total what is to be paid
 */
public record Fees(Money amount, Money platformFee, Money processingFee, Money gst, Money total, String currency) {}
