package com.osmtalk.voice.phone.sip;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Waiting;
import com.osmtalk.api.NumberHealth.Check;
import com.osmtalk.api.NumberHealth.Subject;
import com.osmtalk.api.NumberProvider;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.SipTrunk;
import com.osmtalk.api.SipTrunk.Encryption;
import com.osmtalk.api.SipTrunk.Transport;
import com.osmtalk.voice.carrier.CarriedNumber;
import com.osmtalk.voice.speech.SpeechServices;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Telling a trunk where we are, and looking whether that works, with a registrar over real sockets. */
class RegistrationTest {
    private static final PhoneNumber NUMBER = PhoneNumber.of("+442079460958");

    private final TestRegistrar registrar = new TestRegistrar();
    private final SipCarrier carrier = new SipCarrier(SipSettings.LOOPBACK, SpeechServices.of(null, null));
    private final List<CarriedNumber> numbers = new CopyOnWriteArrayList<>();
    private volatile boolean registers = true;

    @AfterEach
    void close() {
        carrier.close();
        registrar.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"MD5", "SHA-256"})
    void aTrunkIsToldWhereWeAreWithThePassword(String algorithm) {
        registrar.algorithm(algorithm);

        List<Check> checks = look(trunk().build());

        assertThat(check(checks, Subject.SIGNALLING).ok()).as("%s", checks).isTrue();
        assertThat(check(checks, Subject.SIGNALLING).sentence()).startsWith("It is registered as alice for 3600 s");
        assertThat(check(checks, Subject.MEDIA_PORTS).ok()).isTrue();
        assertThat(registrar.contacts()).singleElement().asString().startsWith("sip:alice@127.0.0.1:");
        SipText first = registrar.request("REGISTER", 0);
        SipText second = registrar.request("REGISTER", 1);
        assertThat(first.uri()).isEqualTo("sip:127.0.0.1:" + registrar.port());
        assertThat(first.header("To")).isEqualTo("<sip:alice@127.0.0.1>");
        assertThat(second.header("Call-ID")).isEqualTo(first.header("Call-ID"));
        assertThat(second.header("CSeq")).isEqualTo("2 REGISTER");
    }

    @Test
    void aRegistrationIsRenewedBeforeItEndsAndTakenBackWhenTheServerStops() {
        registrar.expires(2);
        attend(trunk().build());

        registrar.request("REGISTER", 5);
        assertThat(registrar.contacts()).hasSize(1);

        carrier.close();
        assertThat(registrar.contacts()).isEmpty();
        assertThat(registrar.requests("REGISTER"))
                .last()
                .satisfies(last -> assertThat(last.header("Expires")).isEqualTo("0"));
    }

    @Test
    void aTrunkThatIsNoLongerOursIsLeftAndOneOfSeveralNumbersIsRegisteredAtOnce() {
        SipTrunk trunk = trunk().build();
        numbers.add(number(trunk));
        numbers.add(new CarriedNumber(PhoneNumber.of("+442079460959"), NumberProvider.SIP, () -> Optional.of(trunk)));
        carrier.attend(() -> numbers, () -> registers);
        Waiting.untilTrue(TestRegistrar.LIMIT, () -> registrar.contacts().size() == 1);
        assertThat(registrar.requests("REGISTER"))
                .extracting(request -> request.header("Call-ID"))
                .as("one account")
                .hasSize(2)
                .containsOnly(registrar.request("REGISTER", 0).header("Call-ID"));

        numbers.clear();
        Waiting.untilTrue(TestRegistrar.LIMIT, () -> registrar.contacts().isEmpty());
    }

    @Test
    void oneOfSeveralServersRegistersAndAnotherTakesThatOver() {
        registers = false;
        List<Check> checks = look(trunk().build());
        assertThat(check(checks, Subject.SIGNALLING).ok()).as("%s", checks).isTrue();
        assertThat(check(checks, Subject.SIGNALLING).sentence()).contains("Another server on this database registers");
        assertThat(check(checks, Subject.MEDIA_PORTS).ok()).isTrue();
        assertThat(registrar.requests("REGISTER")).isEmpty();

        registers = true;
        carrier.lookAgain();
        Waiting.untilTrue(TestRegistrar.LIMIT, () -> registrar.contacts().size() == 1);

        registers = false;
        carrier.lookAgain();
        Waiting.untilTrue(TestRegistrar.LIMIT, () -> registrar.contacts().isEmpty());
    }

    @Test
    void aTrunkThatIsChangedIsRegisteredAtAnewAfterTheOldRegistrationIsTakenBack() {
        assertThat(check(look(trunk().build()), Subject.SIGNALLING).ok()).isTrue();
        numbers.clear();

        assertThat(check(look(trunk().srtp(Encryption.OPTIONAL).build()), Subject.SIGNALLING)
                        .ok())
                .isTrue();

        assertThat(registrar.contacts()).hasSize(1);
        assertThat(registrar.requests("REGISTER").stream()
                        .map(request -> request.header("Expires"))
                        .distinct())
                .as("taken back before, not after")
                .containsExactly("600", "0");
        assertThat(registrar.requests("REGISTER"))
                .last()
                .satisfies(last -> assertThat(last.header("Expires")).isEqualTo("600"));
    }

    @Test
    void aNumberThatIsGoneDoesNotTakeTheRegistrationFromAnotherOfTheSameUser() {
        assertThat(check(look(trunk().build()), Subject.SIGNALLING).ok()).isTrue();
        assertThat(check(look(trunk().srtp(Encryption.OPTIONAL).build()), Subject.SIGNALLING)
                        .ok())
                .isTrue();

        numbers.remove(0);
        Waiting.untilTrue(TestRegistrar.LIMIT, () -> {
            List<String> asked = registrar.requests("REGISTER").stream()
                    .map(request -> request.header("Expires"))
                    .toList();
            boolean registeredSince =
                    asked.contains("0") && asked.get(asked.size() - 1).equals("600");
            return registeredSince && registrar.contacts().size() == 1;
        });
    }

    @Test
    void whatTheTrunkFindsTooBriefIsAskedForLonger() {
        registrar.leastExpires(1800);

        List<Check> checks = look(trunk().build());

        assertThat(check(checks, Subject.SIGNALLING).ok()).isTrue();
        assertThat(registrar.requests("REGISTER"))
                .last()
                .satisfies(last -> assertThat(last.header("Expires")).isEqualTo("1800"));
    }

    @Test
    void behindNatTheTrunkIsToldTheAddressThatItSees() {
        registrar.seeing("203.0.113.7:31000");

        List<Check> checks = look(trunk().build());

        assertThat(check(checks, Subject.PUBLIC_ADDRESS).sentence()).contains("203.0.113.7", "NAT");
        assertThat(registrar.contacts()).containsExactly("sip:alice@203.0.113.7:31000");
    }

    @Test
    void whereTheTrunkSawUsBeforeIsForgotten() {
        registrar.withoutPassword();
        assertThat(check(look(trunk().build()), Subject.SIGNALLING).ok()).isTrue();
        assertThat(registrar.contacts()).singleElement().asString().contains("@127.0.0.1:");

        registrar.seeing("203.0.113.7:31000");
        assertThat(check(look(trunk().build()), Subject.SIGNALLING).ok()).isTrue();

        assertThat(registrar.contacts()).containsExactly("sip:alice@203.0.113.7:31000");
    }

    @Test
    void nonceThatIsTooOldIsNoRefusal() {
        registrar.staleNonces(2);

        assertThat(check(look(trunk().build()), Subject.SIGNALLING).ok()).isTrue();
    }

    @Test
    void aWrongPasswordIsARefusalAndNotTriedOnAndOn() {
        List<Check> checks = look(trunk().password("rabbit").build());

        Check refused = check(checks, Subject.SIGNALLING);
        assertThat(refused.ok()).isFalse();
        assertThat(refused.sentence())
                .isEqualTo("The trunk does not take the password of the user alice (401 Unauthorized).");
        assertThat(refused.whatToDo()).isNotBlank();
        assertThat(checks).as("nothing after it").last().isEqualTo(refused);
        assertThat(registrar.requests("REGISTER")).hasSizeLessThanOrEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            403 Forbidden            | it does not know the user alice
            404 Not Found            | The trunk has no user alice (404 Not Found)
            405 Method Not Allowed   | The trunk does not register (405 Method Not Allowed)
            503 Out of service       | The trunk refuses to register: 503 Out of service
            """)
    void whyATrunkRefusesIsSaid(String refusal, String sentence) {
        registrar.refusing(refusal);

        Check refused = check(look(trunk().build()), Subject.SIGNALLING);

        assertThat(refused.ok()).isFalse();
        assertThat(refused.sentence()).contains(sentence);
        assertThat(refused.whatToDo()).isNotBlank();
    }

    @Test
    void aTrunkThatSaysNothingIsSaidToBeSilent() {
        registrar.silent();

        Check silent = check(look(trunk().build()), Subject.SIGNALLING);

        assertThat(silent.ok()).isFalse();
        assertThat(silent.sentence()).startsWith("The trunk does not answer at 127.0.0.1 port " + registrar.port());
    }

    @Test
    void aTrunkWithoutRegistrationIsAskedWhetherItIsThere() {
        List<Check> known = look(trunk().register(false).build());
        assertThat(check(known, Subject.SIGNALLING).sentence())
                .startsWith("The trunk answers OPTIONS with 200")
                .contains("knows the user alice");
        assertThat(registrar.requests("REGISTER")).isEmpty();

        registrar.withoutPassword();
        assertThat(check(look(trunk().register(false).build()), Subject.SIGNALLING)
                        .sentence())
                .contains("the first call shows whether ours is right");

        registrar.refusing("404 Not Found");
        Check unknown = check(look(trunk().register(false).build()), Subject.SIGNALLING);
        assertThat(unknown.sentence()).contains("OPTIONS with 404", "any answer shows that it is there");
        assertThat(unknown.ok()).as("it is there").isTrue();
    }

    @Test
    void aTrunkIsAskedAgainAndAgainWhetherItIsThere() {
        attend(trunk().register(false).optionsIntervalSeconds(1).build());

        registrar.request("OPTIONS", 5);
    }

    @Test
    void aHostThatIsNotThereIsSaidBeforeAnythingElse() {
        List<Check> checks = look(SipTrunk.at("nowhere.invalid").build());

        assertThat(checks).singleElement().satisfies(check -> {
            assertThat(check.subject()).isEqualTo(Subject.NAME);
            assertThat(check.ok()).isFalse();
            assertThat(check.sentence()).contains("nowhere.invalid");
        });
    }

    @Test
    void aPortThatNobodyListensOnIsNotReached() {
        List<Check> checks =
                look(SipTrunk.at("127.0.0.1").port(1).transport(Transport.TLS).build());

        assertThat(checks).hasSize(2).last().satisfies(check -> {
            assertThat(check.subject()).isEqualTo(Subject.CONNECTION);
            assertThat(check.ok()).isFalse();
            assertThat(check.sentence()).startsWith("127.0.0.1 port 1 over TLS can't be reached");
        });
    }

    @Test
    void aNumberWithoutATrunkSaysHowItGetsOne() throws Exception {
        List<Check> checks = carrier.check(new CarriedNumber(NUMBER, NumberProvider.SIP, CarriedNumber.NO_TRUNK))
                .toCompletableFuture()
                .get(120, TimeUnit.SECONDS);

        assertThat(checks)
                .singleElement()
                .satisfies(check -> assertThat(check.whatToDo()).contains("osmtalk phone add"));
    }

    private SipTrunk.Builder trunk() {
        return SipTrunk.at("127.0.0.1")
                .port(registrar.port())
                .transport(Transport.UDP)
                .username("alice")
                .password("wonderland")
                .register(true)
                .optionsIntervalSeconds(0);
    }

    private static CarriedNumber number(SipTrunk trunk) {
        return new CarriedNumber(NUMBER, NumberProvider.SIP, () -> Optional.of(trunk));
    }

    private void attend(SipTrunk trunk) {
        numbers.add(number(trunk));
        carrier.attend(() -> numbers, () -> registers);
    }

    private List<Check> look(SipTrunk trunk) {
        attend(trunk);
        try {
            return carrier.check(number(trunk)).toCompletableFuture().get(120, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static Check check(List<Check> checks, Subject subject) {
        return checks.stream()
                .filter(check -> check.subject() == subject)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + subject + " in " + checks));
    }
}
