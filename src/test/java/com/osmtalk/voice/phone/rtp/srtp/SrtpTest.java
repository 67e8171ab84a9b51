package com.osmtalk.voice.phone.rtp.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Allocation;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With the vectors of RFC 3711, appendix B, and a packet that libsrtp encrypted with the same key. */
class SrtpTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final MasterKey KEY = key("e1f97a0d3e018be0d64fa32c06de4139" + "0ec675ad498afeebb6960b3aabe6");

    @ParameterizedTest
    @CsvSource({
        "0x0000, e03ead0935c95e80e166b16dd92b4eb4",
        "0x0001, d23513162b02d0f72a43a2fe4a5f97ab",
        "0x0002, 41e95b3bb0a2e8dd477901e4fca894c0",
    })
    void theKeystreamIsThatOfAppendixB2(int block, String expected) {
        byte[] zeros = new byte[48];
        new Keystream(HEX.parseHex("2b7e151628aed2a6abf7158809cf4f3c"))
                .apply(HEX.parseHex("f0f1f2f3f4f5f6f7f8f9fafbfcfd0000"), zeros, 0, zeros.length);
        assertThat(HEX.formatHex(zeros, 16 * block, 16 * block + 16)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 16, c61e7a93744f39ee10734afe3ff7a087",
        "2, 14, 30cbbc08863d8c85d49db34a9ae1",
        "1, 20, cebe321f6ff7716b6fd4ab49af256a156d38baa4",
    })
    void keysAreDerivedAsInAppendixB3(int label, int length, String expected) {
        assertThat(HEX.formatHex(SessionKeys.derive(KEY, label, length))).isEqualTo(expected);
    }

    @Test
    void aPacketIsEncryptedAsByLibsrtp() {
        byte[] packet = HEX.parseHex("800f1234decafbadcafebabe" + "ab".repeat(16) + "00".repeat(10));
        int length = new SrtpSender(CryptoSuite.AES_CM_128_HMAC_SHA1_80, KEY).protect(packet, 12, 28);
        assertThat(HEX.formatHex(packet, 0, length))
                .isEqualTo("800f1234decafbadcafebabe4e55dc4ce79978d88ca4d215949d2402b78d6acc99ea179b8dbb");
    }

    @ParameterizedTest
    @EnumSource(CryptoSuite.class)
    void whatIsEncryptedIsDecryptedAcrossTheEndOfSequenceNumbers(CryptoSuite suite) {
        SrtpSender sender = new SrtpSender(suite, KEY);
        SrtpReceiver receiver = new SrtpReceiver(suite, KEY);
        for (int i = 0; i < 140_000; i++) {
            byte[] packet = packet(65_000 + i, 7);
            int length = sender.protect(packet, 12, 172);
            if (i % 5 != 0) {
                assertThat(receiver.unprotect(packet, length)).isEqualTo(172);
                assertThat(packet[171]).isEqualTo((byte) 0x55);
            }
        }
    }

    @Test
    void aPacketIsTakenOnceAndOneOfBeforeTheRolloverToo() {
        SrtpSender sender = new SrtpSender(CryptoSuite.AES_CM_128_HMAC_SHA1_80, KEY);
        SrtpReceiver receiver = new SrtpReceiver(CryptoSuite.AES_CM_128_HMAC_SHA1_80, KEY);
        byte[] first = protectedPacket(sender, 65_534);
        byte[] overtaken = protectedPacket(sender, 65_535);
        byte[] last = protectedPacket(sender, 0);
        assertThat(receiver.unprotect(first.clone(), 182)).isEqualTo(172);
        assertThat(receiver.unprotect(last.clone(), 182)).isEqualTo(172);
        assertThat(receiver.unprotect(overtaken.clone(), 182)).isEqualTo(172);
        assertThat(receiver.unprotect(first.clone(), 182)).isEqualTo(-1);
        assertThat(receiver.unprotect(last.clone(), 182)).isEqualTo(-1);
        assertThat(receiver.unprotect(overtaken.clone(), 182)).isEqualTo(-1);
    }

    @Test
    void oneBitThatIsChangedAnywhereIsFoundOut() {
        SrtpSender sender = new SrtpSender(CryptoSuite.AES_CM_128_HMAC_SHA1_80, KEY);
        byte[] packet = protectedPacket(sender, 1);
        for (int bit = 0; bit < 8 * packet.length; bit++) {
            byte[] changed = packet.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            SrtpReceiver receiver = new SrtpReceiver(CryptoSuite.AES_CM_128_HMAC_SHA1_80, KEY);
            assertThat(receiver.unprotect(changed, changed.length)).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 11, 12, 13, 21})
    void whatIsTooShortIsNone(int length) {
        byte[] bytes = new byte[2_000];
        bytes[0] = (byte) 0x9f;
        assertThat(new SrtpReceiver(CryptoSuite.AES_CM_128_HMAC_SHA1_80, KEY).unprotect(bytes, length))
                .isEqualTo(-1);
        assertThat(new SrtcpReceiver(KEY).unprotect(bytes, length)).isEqualTo(-1);
    }

    @Test
    void aStreamThatBeginsAnewIsDecryptedToo() {
        SrtpReceiver receiver = new SrtpReceiver(CryptoSuite.AES_CM_128_HMAC_SHA1_80, KEY);
        SrtpSender first = new SrtpSender(CryptoSuite.AES_CM_128_HMAC_SHA1_80, KEY);
        assertThat(receiver.unprotect(protectedPacket(first, 9), 182)).isEqualTo(172);
        SrtpSender second = new SrtpSender(CryptoSuite.AES_CM_128_HMAC_SHA1_80, KEY);
        byte[] packet = packet(3, 8);
        second.protect(packet, 12, 172);
        assertThat(receiver.unprotect(packet, 182)).isEqualTo(172);
    }

    @Test
    void reportsAreEncryptedAndTakenOnce() {
        SrtcpSender sender = new SrtcpSender(KEY);
        SrtcpReceiver receiver = new SrtcpReceiver(KEY);
        byte[] report = new byte[52 + sender.addedBytes()];
        report[0] = (byte) 0x80;
        report[1] = (byte) 200;
        report[7] = 7;
        report[51] = 0x55;
        int length = sender.protect(report, 52);
        assertThat(length).isEqualTo(66);
        assertThat(report[51]).isNotEqualTo((byte) 0x55);
        byte[] again = report.clone();
        assertThat(receiver.unprotect(report, length)).isEqualTo(52);
        assertThat(report[51]).isEqualTo((byte) 0x55);
        assertThat(receiver.unprotect(again, length)).isEqualTo(-1);
    }

    @Test
    void aPacketMakesNoGarbage() {
        SrtpSender sender = new SrtpSender(CryptoSuite.AES_CM_128_HMAC_SHA1_80, KEY);
        SrtpReceiver receiver = new SrtpReceiver(CryptoSuite.AES_CM_128_HMAC_SHA1_80, KEY);
        byte[] packet = packet(0, 7);
        int[] sequence = {0};
        assertThat(Allocation.perRound(5_000, () -> {
                    packet[2] = (byte) (sequence[0] >> 8);
                    packet[3] = (byte) sequence[0]++;
                    assertDecrypted(receiver.unprotect(packet, sender.protect(packet, 12, 172)));
                }))
                .isLessThan(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 AES_CM_128_HMAC_SHA1_80 inline:4fl6DT4Bi+DWT6MsBt5BOQ7Gda1Jiv7rtpYLOqvm",
                "1 aes_cm_128_hmac_sha1_80 inline:4fl6DT4Bi+DWT6MsBt5BOQ7Gda1Jiv7rtpYLOqvm|2^31",
                "1 AES_CM_128_HMAC_SHA1_80 inline:4fl6DT4Bi+DWT6MsBt5BOQ7Gda1Jiv7rtpYLOqvm|2^20 WSH=64",
            })
    void aKeyIsReadFromADescription(String value) {
        assertThat(CryptoAttribute.parse(value))
                .contains(new CryptoAttribute("1", CryptoSuite.AES_CM_128_HMAC_SHA1_80, KEY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1 AES_CM_128_HMAC_SHA1_80",
                "1 AES_256_CM_HMAC_SHA1_80 inline:4fl6DT4Bi+DWT6MsBt5BOQ7Gda1Jiv7rtpYLOqvm",
                "1 AES_CM_128_HMAC_SHA1_80 inline:4fl6DT4Bi",
                "1 AES_CM_128_HMAC_SHA1_80 inline:!!!",
                "1 AES_CM_128_HMAC_SHA1_80 inline:4fl6DT4Bi+DWT6MsBt5BOQ7Gda1Jiv7rtpYLOqvm|2^31|1:1",
                "1 AES_CM_128_HMAC_SHA1_80 inline:4fl6DT4Bi+DWT6MsBt5BOQ7Gda1Jiv7rtpYLOqvm UNENCRYPTED_SRTP",
                "1 AES_CM_128_HMAC_SHA1_80 inline:a;inline:b",
            })
    void whatDemandsMoreThanWeCanIsPassedOver(String value) {
        assertThat(CryptoAttribute.parse(value)).isEqualTo(Optional.empty());
    }

    @Test
    void keysAreNotShown() {
        CryptoAttribute attribute = new CryptoAttribute("1", CryptoSuite.AES_CM_128_HMAC_SHA1_32, KEY);
        assertThat(attribute.value()).contains(KEY.base64());
        assertThat(attribute + " " + new SrtpKeys(CryptoSuite.AES_CM_128_HMAC_SHA1_32, KEY, KEY))
                .doesNotContain(KEY.base64());
    }

    private static void assertDecrypted(int length) {
        if (length != 172) {
            throw new AssertionError("not decrypted");
        }
    }

    private static byte[] protectedPacket(SrtpSender sender, int sequence) {
        byte[] packet = packet(sequence, 7);
        sender.protect(packet, 12, 172);
        return packet;
    }

    /** With 160 bytes of sound, and room for what is added. */
    private static byte[] packet(int sequence, int ssrc) {
        byte[] packet = new byte[172 + 10];
        packet[0] = (byte) 0x80;
        packet[2] = (byte) (sequence >> 8);
        packet[3] = (byte) sequence;
        packet[11] = (byte) ssrc;
        packet[171] = 0x55;
        return packet;
    }

    private static MasterKey key(String hex) {
        return MasterKey.parse(Base64.getEncoder().encodeToString(HEX.parseHex(hex)))
                .orElseThrow();
    }
}
