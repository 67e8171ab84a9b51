package com.osmtalk.api;

/**
 * What an organisation has to spend.
 *
 * @param general paid for
 * @param promotional given; spent before the general ones
 * @param total both together
 */
public record Balance(Money general, Money promotional, Money total, String currency) {}
