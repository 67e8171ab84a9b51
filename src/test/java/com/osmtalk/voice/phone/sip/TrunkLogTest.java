package com.osmtalk.voice.phone.sip;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.osmtalk.Waiting;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.SipTrunk;
import com.osmtalk.api.SipTrunk.Transport;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the log says of trunks that can't be used, for people. */
class TrunkLogTest {
    private static final PhoneNumber NUMBER = PhoneNumber.of("+442079460911");

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("com.osmtalk.voice.phone.sip");
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage());
        }
    };
    private final PhoneCaller caller = new PhoneCaller();

    @BeforeEach
    void listen() {
        appender.start();
        logger.addAppender(appender);
    }

    @AfterEach
    void close() {
        caller.close();
        logger.detachAppender(appender);
    }

    @Test
    void aTrunkThatIsGoneIsNamedByItsNumberAndHost() {
        attend(SipTrunk.at("nohost.invalid").build());

        String line = await("can't be used now");

        assertThat(line).contains("the trunk nohost.invalid of " + NUMBER).doesNotContain("SipTrunk[", "null");
    }

    @Test
    void aRegistrationThatFailsIsToldByItselfAlone() {
        try (TestRegistrar registrar = new TestRegistrar()) {
            registrar.refusing("403 Forbidden");
            attend(SipTrunk.at("127.0.0.1")
                    .port(registrar.port())
                    .transport(Transport.UDP)
                    .username("alice")
                    .password("rabbit")
                    .register(true)
                    .optionsIntervalSeconds(1)
                    .build());

            String line = await("not registered at");
            registrar.request("OPTIONS", 2);

            assertThat(line).contains("the trunk 127.0.0.1 of " + NUMBER).doesNotContain("SipTrunk[", "null");
            assertThat(lines).noneMatch(each -> each.contains("can't be used now"));
        }
    }

    @Test
    void whyACallWasRefusedIsTheWordOfTheApi() {
        try (SipPhone phone = new SipPhone()) {
            phone.always(call -> call.reject("404 Not Found"));
            caller.dial(phone.trunk().build()).awaitEvents("failed " + FailureReason.INVALID_NUMBER);
        }

        assertThat(await("404 Not Found")).contains("(invalid_number)");
    }

    @Test
    void aTrunkThatIsThisServerItselfIsRefused() {
        InetSocketAddress ours = caller.listen(incoming -> {
            throw new AssertionError("it has rung us");
        });
        SipTrunk trunk = SipTrunk.at("127.0.0.1")
                .port(ours.getPort())
                .transport(Transport.UDP)
                .build();

        caller.dial(trunk).awaitEvents("failed " + FailureReason.CARRIER_DENIED);

        assertThat(await("this server itself")).contains(PhoneCaller.OURS.toString());
        assertThat(caller.carrier
                        .check(PhoneCaller.number(NUMBER, trunk))
                        .toCompletableFuture()
                        .join())
                .last()
                .satisfies(check -> {
                    assertThat(check.ok()).isFalse();
                    assertThat(check.sentence()).contains("is this server itself");
                    assertThat(check.whatToDo()).isNotBlank();
                });
    }

    private void attend(SipTrunk trunk) {
        caller.carrier.attend(() -> List.of(PhoneCaller.number(NUMBER, trunk)), () -> true);
    }

    private String await(String part) {
        Waiting.untilTrue(SipPhone.LIMIT, () -> lines.stream().anyMatch(line -> line.contains(part)));
        return lines.stream().filter(line -> line.contains(part)).findFirst().orElseThrow();
    }
}
