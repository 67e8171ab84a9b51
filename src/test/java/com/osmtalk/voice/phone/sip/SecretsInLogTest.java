package com.osmtalk.voice.phone.sip;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import com.osmtalk.Waiting;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.SipTrunk;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Whatever is logged, in as much detail as there is: nothing of it tells how to use somebody's trunk. */
class SecretsInLogTest {
    private static final String NONCE = "dcd98b7102dd2f0e";
    private static final String CHALLENGE = "Digest realm=\"trunk\", nonce=\"" + NONCE + "\", qop=\"auth\"";

    private final Logger logger = (Logger) LoggerFactory.getLogger("com.osmtalk");
    private final Level usual = logger.getLevel();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage()
                    + (event.getThrowableProxy() == null
                            ? ""
                            : ThrowableProxyUtil.asString(event.getThrowableProxy())));
        }
    };
    private final PhoneCaller caller = new PhoneCaller();

    @BeforeEach
    void listen() {
        appender.setContext(logger.getLoggerContext());
        appender.start();
        logger.addAppender(appender);
        logger.setLevel(Level.TRACE);
    }

    @AfterEach
    void close() {
        caller.close();
        logger.detachAppender(appender);
        logger.setLevel(usual);
    }

    private void assertNothingTold(String told, String... secrets) {
        assertThat(lines).as("what is logged at all").anyMatch(line -> line.contains(told));
        assertThat(lines)
                .noneMatch(line -> line.contains("response=\""))
                .noneMatch(line -> line.toLowerCase(Locale.ROOT).contains("authorization:"))
                .noneMatch(line -> line.toLowerCase(Locale.ROOT).contains("nonce="));
        for (String secret : secrets) {
            assertThat(lines).noneMatch(line -> line.contains(secret));
        }
    }

    @Test
    void ofACallThatIsAskedForCredentials() {
        try (SipPhone phone = new SipPhone()) {
            phone.will(call -> call.reject("407 Proxy Authentication Required", "Proxy-Authenticate: " + CHALLENGE));
            PhoneCaller.Call call = caller.dial(
                    phone.trunk().username("ann").password("hunter2-of-ann").build());
            call.awaitEvents("answered");
            phone.call(0).onRequest("BYE", "407 Proxy Authentication Required", "Proxy-Authenticate: " + CHALLENGE);
            call.hangUp();
            phone.await(message -> message.isRequest()
                    && message.method().equals("BYE")
                    && message.find("Proxy-Authorization").isPresent());
        }
        caller.close();

        assertNothingTold("call_test", "hunter2-of-ann", NONCE);
    }

    @Test
    void ofAPasswordThatIsRefused() {
        try (SipPhone phone = new SipPhone()) {
            phone.always(call -> call.reject("401 Unauthorized", "WWW-Authenticate: " + CHALLENGE));
            caller.dial(phone.trunk().username("ann").password("hunter2-of-ann").build())
                    .awaitEvents("failed " + FailureReason.CARRIER_DENIED);
        }
        caller.close();

        assertNothingTold("401", "hunter2-of-ann", NONCE);
    }

    @Test
    void ofAChallengeThatCannotBeRead() {
        try (SipPhone phone = new SipPhone()) {
            phone.always(call -> call.reject(
                    "401 Unauthorized",
                    "WWW-Authenticate: Digest realm=\"trunk, nonce=\"" + NONCE + "\", qop==,,\"",
                    "Authorization: Digest nonce==\"" + NONCE + "\" response=\"" + NONCE));
            PhoneCaller.Call call = caller.dial(
                    phone.trunk().username("ann").password("hunter2-of-ann").build());
            phone.awaitRequest("INVITE");
            Waiting.untilTrue(
                    SipPhone.LIMIT,
                    () -> lines.stream().anyMatch(line -> line.contains("arse"))
                            || call.events.stream().anyMatch(event -> event.startsWith("failed")));
            call.hangUp();
        }
        caller.close();

        assertNothingTold("call_test", "hunter2-of-ann", NONCE);
    }

    @Test
    void ofARegistration() {
        try (TestRegistrar registrar = new TestRegistrar()) {
            registrar.nonces(NONCE);
            SipTrunk trunk = SipTrunk.at("127.0.0.1")
                    .port(registrar.port())
                    .transport(SipTrunk.Transport.UDP)
                    .username("alice")
                    .password("wonderland")
                    .register(true)
                    .build();
            caller.listen(incoming -> {}, PhoneCaller.number(PhoneNumber.of("+442079460958"), trunk));
            Waiting.untilTrue(TestRegistrar.LIMIT, () -> registrar.contacts().size() == 1);
            // the answer is on its way then
            Waiting.untilTrue(TestRegistrar.LIMIT, () -> lines.stream().anyMatch(line -> line.contains("egister")));
        }
        caller.close();

        assertNothingTold("egister", "wonderland", NONCE);
    }

    @Test
    void ofARegistrationThatIsRefused() {
        try (TestRegistrar registrar = new TestRegistrar()) {
            registrar.nonces(NONCE);
            SipTrunk trunk = SipTrunk.at("127.0.0.1")
                    .port(registrar.port())
                    .transport(SipTrunk.Transport.UDP)
                    .username("alice")
                    .password("hunter2-of-alice")
                    .register(true)
                    .build();
            caller.listen(incoming -> {}, PhoneCaller.number(PhoneNumber.of("+442079460958"), trunk));
            registrar.request("REGISTER", 1);
            Waiting.untilTrue(TestRegistrar.LIMIT, () -> lines.stream().anyMatch(line -> line.contains("401")));
        }
        caller.close();

        assertNothingTold("401", "hunter2-of-alice", NONCE);
    }
}
