package com.osmtalk.cli;

import com.osmtalk.api.SipTrunk.AudioCodec;
import com.osmtalk.api.SipTrunk.Transport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Those who sell SIP trunks, with what their own pages say about them; docs/telephony has a page for each, with its
 * source. What is null or empty has no usual value: it is asked for, or left to DNS.
 */
enum PhoneVendor {
    /** twilio.com/docs/sip-trunking: a termination domain for each trunk, credentials or a list of addresses. */
    TWILIO(
            "Twilio",
            new Host(null, ".pstn.twilio.com", "the trunk's termination SIP URI, such as my-trunk.pstn.twilio.com"),
            Transport.UDP,
            null,
            false,
            Login.PERHAPS,
            List.of(AudioCodec.PCMU, AudioCodec.PCMA)),

    /** developers.telnyx.com, SIP trunking: credentials register and dial; DNS has A, SRV and NAPTR. */
    TELNYX(
            "Telnyx",
            new Host("sip.telnyx.com", "", "the region's host"),
            Transport.UDP,
            null,
            true,
            Login.PERHAPS,
            List.of()),

    /** docs.plivo.com, Zentrunk's technical specifications: REGISTER is not supported, the codecs are PCMA and PCMU. */
    PLIVO(
            "Plivo",
            new Host(null, ".zt.plivo.com", "the trunk's domain, such as 21784177241578.zt.plivo.com"),
            Transport.UDP,
            5060,
            false,
            Login.PERHAPS,
            List.of(AudioCodec.PCMU, AudioCodec.PCMA)),

    /** docs.vobiz.ai, outbound trunks: a domain for each trunk, credentials or a list of addresses. */
    VOBIZ(
            "Vobiz",
            new Host(null, ".sip.vobiz.ai", "the trunk's SIP domain, such as 39a32383.sip.vobiz.ai"),
            Transport.UDP,
            null,
            false,
            Login.PERHAPS,
            List.of()),

    /** developer.exotel.com/docs/vsip: TCP 5070, or TLS 443 with SRTP; a static address; REGISTER is not supported. */
    EXOTEL(
            "Exotel",
            new Host("pstn.in2.exotel.com", "", "the signalling server"),
            Transport.TCP,
            5070,
            false,
            Login.NONE,
            List.of(AudioCodec.PCMA, AudioCodec.PCMU)),

    /** developer.vonage.com: digest for each call, numbers in E.164 in From. */
    VONAGE(
            "Vonage",
            new Host("sip.nexmo.com", "", "the SIP host"),
            Transport.UDP,
            null,
            false,
            Login.NEEDED,
            List.of(AudioCodec.PCMA, AudioCodec.PCMU, AudioCodec.G722)),

    /** Asterisk, FreeSWITCH, kamailio and whatever else; as a telephone of it, which registers. */
    PBX(
            "a PBX of your own",
            new Host(null, "", "its host name or IP address"),
            Transport.UDP,
            null,
            true,
            Login.PERHAPS,
            List.of());

    private final String label;
    private final Host host;
    private final Transport transport;
    private final @Nullable Integer port;
    private final boolean register;
    private final Login login;
    private final List<AudioCodec> codecs;

    PhoneVendor(
            String label,
            Host host,
            Transport transport,
            @Nullable Integer port,
            boolean register,
            Login login,
            List<AudioCodec> codecs) {
        this.label = label;
        this.host = host;
        this.transport = transport;
        this.port = port;
        this.register = register;
        this.login = login;
        this.codecs = codecs;
    }

    /**
     * Where a vendor's trunks are.
     *
     * @param usual null: each trunk has its own
     * @param domain what follows a trunk's own name; empty: nothing
     * @param meaning what is asked for, as a phrase
     */
    record Host(@Nullable String usual, String domain, String meaning) {
        /** The host that somebody means who has written the trunk's name alone. */
        String complete(String written) {
            return domain.isEmpty() || written.contains(".") ? written : written + domain;
        }
    }

    /** Whether a trunk knows its customers by a password, or by their addresses. */
    enum Login {
        NEEDED,
        PERHAPS,
        NONE
    }

    String label() {
        return label;
    }

    Host host() {
        return host;
    }

    Transport transport() {
        return transport;
    }

    @Nullable
    Integer port() {
        return port;
    }

    boolean register() {
        return register;
    }

    Login login() {
        return login;
    }

    List<AudioCodec> codecs() {
        return codecs;
    }
}
