package com.osmtalk.server.http;

/**
 * How often something may happen.
 *
 * @param perMinute the steady rate
 * @param burst how many may come at once after a quiet time
 */
public record Rate(int perMinute, int burst) {
    public Rate {
        if (perMinute < 1 || burst < 1) {
            throw new IllegalArgumentException("a rate must let at least one through");
        }
    }
}
