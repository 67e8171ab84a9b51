package com.osmtalk.server.http;

/**
 * What callers may do how often.
 *
 * @param requests by one API key or one person, on all routes together
 * @param login attempts for one e-mail address from one network address
 * @param logins attempts for any e-mail address from one network address
 * @param failures refused credentials from one network address; those who are let in never wait for them
 */
public record RateLimits(Rate requests, Rate login, Rate logins, Rate failures) {
    public static final RateLimits DEFAULT =
            new RateLimits(new Rate(600, 150), new Rate(10, 10), new Rate(60, 60), new Rate(60, 60));
}
