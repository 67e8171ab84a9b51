package com.osmtalk.api;

/**
 * The body of {@code POST /api/billing/calculate-fees} and {@code POST /api/billing/create-payment-intent}.
 *
 * @param amount the credits to buy, before fees
 */
public record TopUpRequest(Money amount) {}
