package com.osmtalk.server.http;

import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The dashboard for people, at {@code /}: an app of files that does everything through this server's API. How its pages
 * are made is told in docs/dashboard-development.md.
 */
public final class DashboardApp {
    private static final String[] LIT = {"index.js"};
    private static final String[] LIT_ELEMENT = {"lit-element.js"};
    private static final String[] REACTIVE_ELEMENT = {"reactive-element.js", "css-tag.js"};
    private static final String[] DIRECTIVES = {
        "directives/class-map.js",
        "directives/guard.js",
        "directives/if-defined.js",
        "directives/keyed.js",
        "directives/live.js",
        "directives/ref.js",
        "directives/repeat.js",
        "directives/style-map.js"
    };
    private static final String[] LIT_HTML = {
        "lit-html.js", "is-server.js", "directive.js", "directive-helpers.js", "async-directive.js"
    };

    /**
     * What Razorpay's checkout needs of the page: its script, which loads a second one that recognises fraud, the frame
     * that the payment is made in, and where both report to. No other page of Razorpay's is allowed.
     */
    private static final String CHECKOUT_SCRIPTS = " https://checkout.razorpay.com https://cdn.razorpay.com";

    private static final String CHECKOUT_FRAMES = "; frame-src https://api.razorpay.com https://checkout.razorpay.com";
    private static final String CHECKOUT_PEERS = " https://api.razorpay.com https://lumberjack.razorpay.com";

    private DashboardApp() {}

    /**
     * The dashboard as an app of files.
     *
     * @param voiceUrl where web calls are held, which the page tries an agent with; asked once the server listens
     * @param hasCheckout whether payments are made in Razorpay's window over the page
     */
    public static FileApp app(Supplier<URI> voiceUrl, boolean hasCheckout) {
        return FileApp.at("/", "com/osmtalk/dashboard")
                .withWebJar("lit", "lib/lit", LIT)
                .withWebJar("lit", "lib/lit", DIRECTIVES)
                .withWebJar("lit-html", "lib/lit-html", LIT_HTML)
                .withWebJar("lit-html", "lib/lit-html", DIRECTIVES)
                .withWebJar("lit-element", "lib/lit-element", LIT_ELEMENT)
                .withWebJar("lit__reactive-element", "lib/reactive-element", REACTIVE_ELEMENT)
                .withWebJar("uplot", "lib/uplot", "dist/uPlot.esm.js", "dist/uPlot.min.css")
                .withFile("com/osmtalk/talk/call-sound.js", "lib/talk/call-sound.js")
                .withFile("com/osmtalk/talk/sound.js", "lib/talk/sound.js")
                .withHeaders(() -> headers(voiceUrl.get(), hasCheckout))
                .withJoinedModules("main.js")
                .withDeepLinks();
    }

    /** Lit and uPlot set styles through the CSSOM, which the policy does not restrict. */
    private static Map<String, String> headers(URI voice, boolean hasCheckout) {
        return Map.of(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'" + (hasCheckout ? CHECKOUT_SCRIPTS : "")
                        + "; style-src 'self'; img-src 'self' data:; media-src 'self' blob:; connect-src 'self' "
                        + voice.getScheme() + "://" + voice.getRawAuthority() + (hasCheckout ? CHECKOUT_PEERS : "")
                        + (hasCheckout ? CHECKOUT_FRAMES : "")
                        + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
                "Permissions-Policy",
                "microphone=(self), camera=(), geolocation=(), display-capture=()");
    }
}
