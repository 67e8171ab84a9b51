package com.osmtalk.voice.phone.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressBlockTest {
    @ParameterizedTest
    @CsvSource({
        "203.0.113.7,     203.0.113.7,     true",
        "203.0.113.7,     203.0.113.8,     false",
        "203.0.113.0/24,  203.0.113.255,   true",
        "203.0.113.77/24, 203.0.113.1,     true",
        "203.0.113.0/24,  203.0.114.0,     false",
        "203.0.113.64/26, 203.0.113.127,   true",
        "203.0.113.64/26, 203.0.113.128,   false",
        "203.0.113.6/31,  203.0.113.7,     true",
        "0.0.0.0/0,       198.51.100.1,    true",
        "2001:db8::/32,   2001:db8:1::1,   true",
        "2001:db8::/33,   2001:db8:8000::, false",
        "2001:db8::/32,   203.0.113.7,     false",
    })
    void addressesOfABlockShareItsFirstBits(String block, String address, boolean contained)
            throws UnknownHostException {
        assertThat(AddressBlock.parse(block).orElseThrow().contains(InetAddress.getByName(address)))
                .isEqualTo(contained);
    }

    @ParameterizedTest
    @CsvSource({"203.0.113.77/24, 203.0.113.0/24", "203.0.113.77/32, 203.0.113.77", "2001:DB8::1, 2001:db8:0:0:0:0:0:1"
    })
    void aBlockHasOneSpelling(String written, String canonical) {
        assertThat(AddressBlock.parse(written).orElseThrow()).hasToString(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/24",
                "sip.example.com",
                "203.0.113",
                "203.0.113.256",
                "203.0.113.0/33",
                "::1/129",
                "203.0.113.0/-1",
                "203.0.113.0/24/8",
                "::1%lo",
                "1:2"
            })
    void whatIsNoneIsRefused(String text) {
        assertThat(AddressBlock.parse(text)).isEmpty();
    }
}
