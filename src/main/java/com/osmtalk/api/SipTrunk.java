package com.osmtalk.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a number's calls go in and out by SIP. The password is written only: no route shows it.
 *
 * @param host a host name or an IP address; an IPv6 address stands in brackets
 * @param port null: the one that DNS names for the host (SRV records), else 5060, over TLS 5061
 * @param transport null: the one that DNS names for the host (NAPTR and SRV records), else UDP
 * @param username who calls; null: the trunk knows us by our address
 * @param authUser the name that the password belongs to; null: the user name
 * @param register whether the trunk has to be told where we are, so that calls come in; null: no
 * @param outboundProxy where requests are sent instead of to the host: a host, or a host with a port
 * @param fromDomain the domain of the caller in what we send; null: the host
 * @param plus whether numbers are sent with a leading plus sign; null: yes
 * @param codecs those that are offered, the preferred one first; null or empty: all, beginning with those that
 *     telephone networks carry, so that nothing is converted on the way
 * @param srtp whether sound is encrypted; null: off
 * @param publicAddress the address under which the trunk reaches this server, where that is known and stays the same;
 *     null: what the trunk says that it sees
 * @param optionsIntervalSeconds how often the trunk is asked whether it is there, which keeps a way through NAT open
 *     too; 0: never; null: 60
 * @param inboundAddresses where the trunk rings from beside the addresses of its host: IP addresses, and blocks of them
 *     such as {@code 203.0.113.0/24}; null or empty: nowhere else
 * @param transfer how a call is handed over; null: bridged
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3261">RFC 3261</a>
 */
public record SipTrunk(
        String host,
        @Nullable Integer port,
        @Nullable Transport transport,
        @Nullable String username,
        @Nullable String authUser,
        @Nullable String password,
        @Nullable Boolean register,
        @Nullable String outboundProxy,
        @Nullable String fromDomain,
        @Nullable Boolean plus,
        @Nullable List<AudioCodec> codecs,
        @Nullable Encryption srtp,
        @Nullable String publicAddress,
        @Nullable Integer optionsIntervalSeconds,
        @Nullable List<String> inboundAddresses,
        @Nullable Transfer transfer) {

    private static final int DEFAULT_OPTIONS_INTERVAL = 60;

    public enum Transport {
        UDP,
        TCP,
        TLS
    }

    public enum AudioCodec {
        /** G.711 with µ-law. */
        PCMU,
        /** G.711 with A-law. */
        PCMA,
        G722,
        OPUS
    }

    /** SRTP with keys in SDP (RFC 4568). */
    public enum Encryption {
        OFF,
        /** Encrypted where the far end can. */
        OPTIONAL,
        /** There is no call without it. */
        REQUIRED
    }

    /** How the caller and the person who takes over are connected. */
    public enum Transfer {
        /** Both telephones stay connected with this server, which passes the sound on. */
        BRIDGE,
        /** The trunk is asked to connect them itself (RFC 3515, RFC 3891); bridged where it refuses. */
        REFER
    }

    /**
     * The same with what is absent said, but for the port and the transport, which are asked of DNS, and for what a
     * trunk may have none of: user and password, an outbound proxy, a public address that is known beforehand.
     */
    public SipTrunk withDefaults() {
        return new SipTrunk(
                host,
                port,
                transport,
                username,
                authUser == null ? username : authUser,
                password,
                register != null && register,
                outboundProxy,
                fromDomain == null ? host : fromDomain,
                plus == null || plus,
                codecs == null || codecs.isEmpty() ? List.of(AudioCodec.values()) : codecs,
                srtp == null ? Encryption.OFF : srtp,
                publicAddress,
                optionsIntervalSeconds == null ? (Integer) DEFAULT_OPTIONS_INTERVAL : optionsIntervalSeconds,
                inboundAddresses == null ? List.of() : inboundAddresses,
                transfer == null ? Transfer.BRIDGE : transfer);
    }

    /** The same without the password. */
    public SipTrunk withoutPassword() {
        return new SipTrunk(
                host,
                port,
                transport,
                username,
                authUser,
                null,
                register,
                outboundProxy,
                fromDomain,
                plus,
                codecs,
                srtp,
                publicAddress,
                optionsIntervalSeconds,
                inboundAddresses,
                transfer);
    }

    /** A trunk of which everything else is absent. */
    public static Builder at(String host) {
        return new Builder(host);
    }

    /** Without the password, so that it never reaches a log. */
    @Override
    public String toString() {
        return "SipTrunk[" + host + ", " + transport + ", " + username + "]";
    }

    /** Says of a trunk only what is not as usual. */
    public static final class Builder {
        private final String host;
        private @Nullable Integer port;
        private @Nullable Transport transport;
        private @Nullable String username;
        private @Nullable String authUser;
        private @Nullable String password;
        private @Nullable Boolean register;
        private @Nullable String outboundProxy;
        private @Nullable String fromDomain;
        private @Nullable Boolean plus;
        private @Nullable List<AudioCodec> codecs;
        private @Nullable Encryption srtp;
        private @Nullable String publicAddress;
        private @Nullable Integer optionsIntervalSeconds;
        private @Nullable List<String> inboundAddresses;
        private @Nullable Transfer transfer;

        private Builder(String host) {
            this.host = host;
        }

        public Builder port(@Nullable Integer port) {
            this.port = port;
            return this;
        }

        public Builder transport(@Nullable Transport transport) {
            this.transport = transport;
            return this;
        }

        public Builder username(@Nullable String username) {
            this.username = username;
            return this;
        }

        public Builder authUser(@Nullable String authUser) {
            this.authUser = authUser;
            return this;
        }

        public Builder password(@Nullable String password) {
            this.password = password;
            return this;
        }

        public Builder register(@Nullable Boolean register) {
            this.register = register;
            return this;
        }

        public Builder outboundProxy(@Nullable String outboundProxy) {
            this.outboundProxy = outboundProxy;
            return this;
        }

        public Builder fromDomain(@Nullable String fromDomain) {
            this.fromDomain = fromDomain;
            return this;
        }

        public Builder plus(@Nullable Boolean plus) {
            this.plus = plus;
            return this;
        }

        public Builder codecs(@Nullable List<AudioCodec> codecs) {
            this.codecs = codecs;
            return this;
        }

        public Builder srtp(@Nullable Encryption srtp) {
            this.srtp = srtp;
            return this;
        }

        public Builder publicAddress(@Nullable String publicAddress) {
            this.publicAddress = publicAddress;
            return this;
        }

        public Builder optionsIntervalSeconds(@Nullable Integer optionsIntervalSeconds) {
            this.optionsIntervalSeconds = optionsIntervalSeconds;
            return this;
        }

        public Builder inboundAddresses(@Nullable List<String> inboundAddresses) {
            this.inboundAddresses = inboundAddresses;
            return this;
        }

        public Builder transfer(@Nullable Transfer transfer) {
            this.transfer = transfer;
            return this;
        }

        public SipTrunk build() {
            return new SipTrunk(
                    host,
                    port,
                    transport,
                    username,
                    authUser,
                    password,
                    register,
                    outboundProxy,
                    fromDomain,
                    plus,
                    codecs,
                    srtp,
                    publicAddress,
                    optionsIntervalSeconds,
                    inboundAddresses,
                    transfer);
        }
    }
}
