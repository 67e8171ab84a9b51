package com.osmtalk.server.http;

/**
 * What callers may do how often.
 *
 * @param requests by one API key or one person, on all routes together
 * @param visitors by one network address with one browser key: a page's key is everybody's, so its requests are counted
 *     for each visitor as well
 * @param login attempts for one e-mail address from one network address
 * @param logins attempts for any e-mail address from one network address
 * @param failures refused credentials from one network address; those who are let in never wait for them
 */
public record RateLimits(Rate requests, Rate visitors, Rate login, Rate logins, Rate failures) {
    public static final RateLimits DEFAULT =
            new RateLimits(new Rate(600, 150), new Rate(30, 15), new Rate(10, 10), new Rate(60, 60), new Rate(60, 60));

    /** The same with another number of requests; a quarter of a minute's may come at once. */
    public RateLimits withRequestsPerMinute(int perMinute) {
        return new RateLimits(new Rate(perMinute, Math.max(1, perMinute / 4)), visitors, login, logins, failures);
    }

    /** The same with another number of requests of a visitor; half of a minute's may come at once. */
    public RateLimits withVisitorRequestsPerMinute(int perMinute) {
        return new RateLimits(requests, new Rate(perMinute, Math.max(1, perMinute / 2)), login, logins, failures);
    }
}
