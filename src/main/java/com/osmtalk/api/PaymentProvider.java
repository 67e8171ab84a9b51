package com.osmtalk.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether credits can be bought on a server.
 *
 * @param ready whether a payment can be made and will be credited
 * @param name of the provider, such as {@code razorpay}; absent: there is none
 * @param test whether it only pretends, with keys for tests, so that no money is taken; absent: there is none
 * @param missing the server's settings that are not set and that it takes to be ready
 */
public record PaymentProvider(
        boolean ready, @Nullable String name, @Nullable Boolean test, List<String> missing) {}
