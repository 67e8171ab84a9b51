package com.osmtalk.voice.phone.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.osmtalk.voice.phone.codec.Codec;
import com.osmtalk.voice.phone.rtp.sdp.Direction;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Offers and answers as RFC 3264 wants them, and what far ends write besides. */
class NegotiationTest {
    private static final String KEY = "inline:4fl6DT4Bi+DWT6MsBt5BOQ7Gda1Jiv7rtpYLOqvm";
    private static final String HEAD = "v=0\r\no=- 1 1 IN IP4 192.0.2.9\r\ns=-\r\nc=IN IP4 192.0.2.9\r\nt=0 0\r\n";

    // ---- our offer

    @Test
    void theOfferNamesAllCodecsInTheirOrderAndKeysWithEachClock() {
        String offer = negotiation(SrtpMode.OFF, Codec.OPUS, Codec.G722, Codec.PCMA, Codec.PCMU)
                .offer();
        assertThat(offer.lines())
                .contains("m=audio 40000 RTP/AVP 96 9 8 0 101 102", "c=IN IP4 198.51.100.7")
                .contains("a=sendrecv", "a=ptime:20")
                .contains("a=rtpmap:96 opus/48000/2", "a=rtpmap:9 G722/8000", "a=rtpmap:0 PCMU/8000")
                .contains("a=rtpmap:101 telephone-event/8000", "a=rtpmap:102 telephone-event/48000");
        assertThat(offer).endsWith("\r\n").doesNotContain("crypto");
    }

    @Test
    void keysOfTheUsualClockAreOfferedWithOpusToo() throws Exception {
        Negotiation negotiation = negotiation(SrtpMode.OFF, Codec.OPUS);
        assertThat(negotiation.offer().lines()).contains("m=audio 40000 RTP/AVP 96 101 102");
        Agreement agreement = negotiation.accept(
                offer("m=audio 5000 RTP/AVP 96 101", "a=rtpmap:96 opus/48000/2", "a=rtpmap:101 telephone-event/8000"));
        assertThat(agreement.keyType()).isEqualTo(101);
        assertThat(agreement.keyClockRate()).isEqualTo(8_000);
    }

    @Test
    void thePublicAddressIsAnnounced() throws UnknownHostException {
        MediaTerms terms = new MediaTerms(
                List.of(Codec.PCMU),
                SrtpMode.OFF,
                InetAddress.getByName("2001:db8::5"),
                InetAddress.getLoopbackAddress());
        assertThat(new Negotiation(terms, 4_000).offer().lines()).contains("c=IN IP6 2001:db8:0:0:0:0:0:5");
    }

    @Test
    void aDescriptionHasAnotherVersionWhenItSaysSomethingElse() throws MediaNotAcceptedException {
        Negotiation negotiation = negotiation(SrtpMode.OFF, Codec.PCMU);
        String first = origin(negotiation.offer());
        assertThat(origin(negotiation.offer())).isEqualTo(first);
        String held = origin(negotiation
                .answer(offer("m=audio 5000 RTP/AVP 0", "a=sendonly"))
                .text());
        assertThat(held).isNotEqualTo(first);
        assertThat(held.split(" ")[1]).isEqualTo(first.split(" ")[1]);
    }

    // ---- answers to it

    @ParameterizedTest
    @CsvSource({
        "RTP/AVP 8 101,  PCMA, 8",
        "RTP/AVP 0 8,    PCMU, 0",
        "RTP/AVP 9,      G722, 9",
        "RTP/AVPF 0,     PCMU, 0",
        "RTP/AVP 111,    OPUS, 111",
        "RTP/AVP 3 18 0, PCMU, 0",
    })
    void theFirstCodecOfTheAnswerThatIsKnownIsSent(String formats, Codec codec, int type) throws Exception {
        Agreement agreement = negotiation(SrtpMode.OFF, Codec.values())
                .accept(offer("m=audio 5000 " + formats, "a=rtpmap:111 OPUS/48000/2"));
        assertThat(agreement.codec()).isEqualTo(codec);
        assertThat(agreement.payloadType()).isEqualTo(type);
        assertThat(agreement.rtp()).isEqualTo(address("192.0.2.9", 5_000));
        assertThat(agreement.rtcp()).isEqualTo(address("192.0.2.9", 5_001));
        assertThat(agreement.received().codec(96)).isEqualTo(Codec.OPUS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m=audio 0 RTP/AVP 0",
                "m=video 5000 RTP/AVP 31",
                "m=audio 5000 RTP/AVP 18 3",
                "m=audio 5000 UDP/TLS/RTP/SAVPF 0",
                "m=audio 5000 RTP/SAVP 0",
                "m=audio 99999 RTP/AVP 0",
                "m=audio x RTP/AVP 0",
                "m=audio -5 RTP/AVP 0",
                "m=audio",
                "hello",
                "",
            })
    void anAnswerWithoutUsableSoundIsRefusedWithAReason(String media) {
        assertThatThrownBy(() -> negotiation(SrtpMode.OFF, Codec.PCMU).accept(offer(media)))
                .isInstanceOf(MediaNotAcceptedException.class)
                .message()
                .hasSizeGreaterThan(30);
    }

    @Test
    void aReasonNamesWhatEachEndKnows() {
        assertThatThrownBy(() -> negotiation(SrtpMode.OFF, Codec.PCMU, Codec.PCMA)
                        .accept(offer("m=audio 5000 RTP/AVP 18 97", "a=rtpmap:97 iLBC/8000")))
                .hasMessageContaining("PCMU, PCMA")
                .hasMessageContaining("type 18, iLBC/8000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"IN IP4 example.com", "IN IP4 999.1.1.1", "IN IP4 224.2.1.1/127", "IN", "IN IP6 ::zz"})
    void anAddressThatIsNoneIsRefused(String connection) {
        String answer = "v=0\r\nc=" + connection + "\r\nm=audio 5000 RTP/AVP 0\r\n";
        assertThatThrownBy(() -> negotiation(SrtpMode.OFF, Codec.PCMU).accept(answer))
                .isInstanceOf(MediaNotAcceptedException.class);
    }

    @Test
    void aDescriptionWithoutAnAddressIsRefused() {
        assertThatThrownBy(() -> negotiation(SrtpMode.OFF, Codec.PCMU).accept("v=0\nm=audio 5000 RTP/AVP 0\n"))
                .hasMessageContaining("where it receives");
    }

    @Test
    void aHugeDescriptionIsRefused() {
        String answer = offer("m=audio 5000 RTP/AVP 0") + "a=x\r\n".repeat(200_000);
        assertThatThrownBy(() -> negotiation(SrtpMode.OFF, Codec.PCMU).accept(answer))
                .isInstanceOf(MediaNotAcceptedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void linesMayEndAsTheyLike(String end) throws Exception {
        String answer = offer("m=audio 5000 RTP/AVP 0", "a=rtpmap:0 pcmu/8000").replace("\r\n", end);
        assertThat(negotiation(SrtpMode.OFF, Codec.PCMU).accept(answer).codec()).isEqualTo(Codec.PCMU);
    }

    // ---- offers of the far end

    @Test
    void theAnswerTakesTheFirstCodecOfTheOfferAndItsNumbers() throws Exception {
        Negotiation.Answer answer = negotiation(SrtpMode.OFF, Codec.PCMU, Codec.PCMA, Codec.OPUS)
                .answer(offer(
                        "m=audio 5000 RTP/AVP 111 8 0 126 97",
                        "a=rtpmap:111 opus/48000/2",
                        "a=rtpmap:126 telephone-event/8000",
                        "a=rtpmap:97 telephone-event/48000",
                        "a=ptime:40"));
        assertThat(answer.text().lines())
                .contains("m=audio 40000 RTP/AVP 111 97", "a=rtpmap:97 telephone-event/48000", "a=sendrecv");
        Agreement agreement = answer.agreement();
        assertThat(agreement.keyType()).isEqualTo(97);
        assertThat(agreement.keyClockRate()).isEqualTo(48_000);
        assertThat(agreement.packetMillis()).isEqualTo(40);
        assertThat(agreement.received().areKeys(126)).isTrue();
        assertThat(agreement.received().codec(8)).isEqualTo(Codec.PCMA);
    }

    @Test
    void otherMediaAreRefusedInTheirPlaces() throws Exception {
        String answer = negotiation(SrtpMode.OFF, Codec.PCMU)
                .answer(offer(
                        "m=video 6000 RTP/AVP 96 97",
                        "a=rtpmap:96 H264/90000",
                        "m=audio 0 RTP/AVP 0",
                        "m=audio 5000 RTP/AVP 0",
                        "m=application 7000 TCP/WSS/BFCP *",
                        "m=audio 5002 RTP/AVP 0"))
                .text();
        assertThat(answer.lines().filter(line -> line.startsWith("m=")))
                .containsExactly(
                        "m=video 0 RTP/AVP 96 97",
                        "m=audio 0 RTP/AVP 0",
                        "m=audio 40000 RTP/AVP 0",
                        "m=application 0 TCP/WSS/BFCP *",
                        "m=audio 0 RTP/AVP 0");
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.9, sendonly, RECVONLY",
        "192.0.2.9, recvonly, SENDONLY",
        "192.0.2.9, inactive, INACTIVE",
        "192.0.2.9, sendrecv, SENDRECV",
        "0.0.0.0,   sendrecv, RECVONLY",
        "0.0.0.0,   sendonly, RECVONLY",
        "0.0.0.0,   inactive, INACTIVE",
    })
    void aCallIsHeldByAttributeOrByZeros(String address, String attribute, Direction direction) throws Exception {
        String offer = offer("m=audio 5000 RTP/AVP 0", "c=IN IP4 " + address, "a=" + attribute);
        Negotiation.Answer answer = negotiation(SrtpMode.OFF, Codec.PCMU).answer(offer);
        assertThat(answer.agreement().direction()).isEqualTo(direction);
        assertThat(answer.text()).contains("a=" + direction.attribute());
        // also where it stands for all media
        String forAll = HEAD + "a=" + attribute + "\r\nm=audio 5000 RTP/AVP 0\r\nc=IN IP4 " + address + "\r\n";
        assertThat(negotiation(SrtpMode.OFF, Codec.PCMU)
                        .answer(forAll)
                        .agreement()
                        .direction())
                .isEqualTo(direction);
    }

    @Test
    void anAddressOfIpv6IsTaken() throws Exception {
        Agreement agreement = negotiation(SrtpMode.OFF, Codec.PCMU)
                .answer("v=0\r\nc=IN IP6 2001:db8::7\r\nm=audio 5000/2 RTP/AVP 0\r\n")
                .agreement();
        assertThat(agreement.rtp()).isEqualTo(address("2001:db8::7", 5_000));
    }

    @ParameterizedTest
    @CsvSource({
        "a=rtcp:6001,                    192.0.2.9,  6001",
        "a=rtcp:6001 IN IP4 192.0.2.11,  192.0.2.11, 6001",
        "a=rtcp:99999,                   192.0.2.9,  5001",
        "a=rtcp:x,                       192.0.2.9,  5001",
        "a=rtcp-mux,                     192.0.2.9,  5000",
    })
    void reportsGoWhereTheFarEndSays(String attribute, String host, int port) throws Exception {
        Negotiation.Answer answer =
                negotiation(SrtpMode.OFF, Codec.PCMU).answer(offer("m=audio 5000 RTP/AVP 0", attribute));
        assertThat(answer.agreement().rtcp()).isEqualTo(address(host, port));
        assertThat(answer.text().contains("a=rtcp-mux")).isEqualTo(attribute.contains("mux"));
    }

    @ParameterizedTest
    @CsvSource({"a=ptime:30, 30", "a=maxptime:10, 10", "a=ptime:0, 20", "a=ptime:x, 20", "a=ptime:60, 60"})
    void thePacketsAreAsLongAsTheFarEndWants(String attribute, int millis) throws Exception {
        assertThat(negotiation(SrtpMode.OFF, Codec.PCMU)
                        .answer(offer("m=audio 5000 RTP/AVP 0", attribute))
                        .agreement()
                        .packetMillis())
                .isEqualTo(millis);
    }

    // ---- encryption

    @Test
    void encryptionThatIsOptionalIsOfferedBesidePlainSound() throws Exception {
        Negotiation negotiation = negotiation(SrtpMode.OPTIONAL, Codec.PCMU);
        assertThat(negotiation.offer())
                .contains("RTP/AVP 0")
                .contains("a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:")
                .contains("a=crypto:2 AES_CM_128_HMAC_SHA1_32 inline:");
        assertThat(negotiation.accept(offer("m=audio 5000 RTP/AVP 0")).srtp()).isNull();
        Agreement encrypted =
                negotiation.accept(offer("m=audio 5000 RTP/AVP 0", "a=crypto:2 AES_CM_128_HMAC_SHA1_32 " + KEY));
        assertThat(encrypted.srtp()).isNotNull();
    }

    @Test
    void encryptionThatIsRequiredIsOfferedAlone() {
        Negotiation negotiation = negotiation(SrtpMode.REQUIRED, Codec.PCMU);
        assertThat(negotiation.offer()).contains("RTP/SAVP 0").contains("a=crypto:1 ");
        for (String answer : List.of("m=audio 5000 RTP/AVP 0", "m=audio 5000 RTP/SAVP 0")) {
            assertThatThrownBy(() -> negotiation.accept(offer(answer)))
                    .isInstanceOf(MediaNotAcceptedException.class)
                    .hasMessageContaining("SRTP");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3 AES_CM_128_HMAC_SHA1_80", "1 AES_CM_128_HMAC_SHA1_32", "1 AES_256_CM_HMAC_SHA1_80"})
    void anAnswerThatNamesNoneOfOurWaysIsNotTaken(String crypto) {
        assertThatThrownBy(() -> negotiation(SrtpMode.REQUIRED, Codec.PCMU)
                        .accept(offer("m=audio 5000 RTP/SAVP 0", "a=crypto:" + crypto + " " + KEY)))
                .isInstanceOf(MediaNotAcceptedException.class);
    }

    @ParameterizedTest
    @EnumSource(SrtpMode.class)
    void offeredEncryptionIsTakenWhereTheTrunkWantsIt(SrtpMode mode) throws Exception {
        Negotiation.Answer answer = negotiation(mode, Codec.PCMU)
                .answer(offer(
                        "m=audio 5000 RTP/AVP 0",
                        "a=crypto:7 AES_256_CM_HMAC_SHA1_80 " + KEY,
                        "a=crypto:8 AES_CM_128_HMAC_SHA1_80 " + KEY));
        boolean wanted = mode != SrtpMode.OFF;
        assertThat(answer.agreement().srtp() != null).isEqualTo(wanted);
        assertThat(answer.text().contains("a=crypto:8 AES_CM_128_HMAC_SHA1_80 inline:"))
                .isEqualTo(wanted);
        assertThat(answer.text()).doesNotContain(KEY);
    }

    @Test
    void ofTwoLinesOfSoundTheEncryptedOneIsTaken() throws Exception {
        String offer =
                offer("m=audio 5000 RTP/AVP 0", "m=audio 5002 RTP/SAVP 0", "a=crypto:1 AES_CM_128_HMAC_SHA1_80 " + KEY);
        assertThat(negotiation(SrtpMode.OPTIONAL, Codec.PCMU).answer(offer).text())
                .contains("m=audio 0 RTP/AVP 0\r\nm=audio 40000 RTP/SAVP 0");
        assertThat(negotiation(SrtpMode.OFF, Codec.PCMU).answer(offer).text())
                .contains("m=audio 40000 RTP/AVP 0")
                .contains("m=audio 0 RTP/SAVP 0");
    }

    @Test
    void plainSoundIsRefusedWhereEncryptionIsRequiredAndTheOtherWayRound() {
        assertThatThrownBy(() -> negotiation(SrtpMode.REQUIRED, Codec.PCMU).answer(offer("m=audio 5000 RTP/AVP 0")))
                .hasMessageContaining("must be encrypted");
        assertThatThrownBy(() -> negotiation(SrtpMode.OFF, Codec.PCMU)
                        .answer(offer("m=audio 5000 RTP/SAVP 0", "a=crypto:1 AES_CM_128_HMAC_SHA1_80 " + KEY)))
                .hasMessageContaining("switched off");
    }

    @Test
    void ourKeyStaysTheSameThroughTheCall() throws Exception {
        Negotiation negotiation = negotiation(SrtpMode.REQUIRED, Codec.PCMU);
        String offer = offer("m=audio 5000 RTP/SAVP 0", "a=crypto:1 AES_CM_128_HMAC_SHA1_80 " + KEY);
        Agreement first = negotiation.answer(offer).agreement();
        assertThat(negotiation.answer(offer + "a=sendonly\r\n").agreement().srtp())
                .isEqualTo(first.srtp());
    }

    private static Negotiation negotiation(SrtpMode mode, Codec... codecs) {
        return new Negotiation(
                new MediaTerms(
                        List.of(codecs), mode, null, address("198.51.100.7", 0).getAddress()),
                40_000);
    }

    private static InetSocketAddress address(String host, int port) {
        return new InetSocketAddress(host, port);
    }

    /** A description of lines, after those every description has. */
    private static String offer(String... lines) {
        return HEAD
                + String.join(
                        "", List.of(lines).stream().map(line -> line + "\r\n").toList());
    }

    private static String origin(String description) {
        return description
                .lines()
                .filter(line -> line.startsWith("o="))
                .findFirst()
                .orElseThrow();
    }
}
