package com.osmtalk.api;

/**
 * An order that can be paid at Razorpay's checkout.
 *
 * @param amount what is to be paid, in paise as the checkout wants it
 * @param keyId the public half of the merchant's key; {@code local} for an order that is known to this server only
 * @param credits what the balance grows by when it has been paid
 */
public record PaymentIntent(String orderId, long amount, String currency, String keyId, Money credits) {}
