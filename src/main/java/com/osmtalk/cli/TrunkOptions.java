package com.osmtalk.cli;

import com.osmtalk.api.SipTrunk.AudioCodec;
import com.osmtalk.api.SipTrunk.Encryption;
import com.osmtalk.api.SipTrunk.Transfer;
import com.osmtalk.api.SipTrunk.Transport;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a command line says of a number and its trunk; null: nothing. {@link TrunkQuestions} finds out the rest. */
final class TrunkOptions {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "VENDOR",
            description = "Whose trunk it is: ${COMPLETION-CANDIDATES}.")
    @Nullable
    PhoneVendor vendor;

    @Option(names = "--number", paramLabel = "NUMBER", description = "The telephone number, such as +442079460958.")
    @Nullable
    String number;

    @Option(names = "--trunk-host", paramLabel = "HOST", description = "The trunk's host name or IP address.")
    @Nullable
    String host;

    @Option(
            names = "--trunk-port",
            paramLabel = "PORT",
            description = "Its port (default: the vendor's, or the one that DNS names).")
    @Nullable
    Integer port;

    @Option(names = "--transport", paramLabel = "TRANSPORT", description = "${COMPLETION-CANDIDATES}.")
    @Nullable
    Transport transport;

    @Option(names = "--username", paramLabel = "NAME", description = "The user name at the trunk.")
    @Nullable
    String username;

    @Option(
            names = "--auth-user",
            paramLabel = "NAME",
            description = "The name that the password belongs to, where it is not the user name.")
    @Nullable
    String authUser;

    @Option(
            names = "--register",
            negatable = true,
            description = "Whether to tell the trunk where this server is (default: as the vendor wants it).")
    @Nullable
    Boolean register;

    @Option(
            names = "--outbound-proxy",
            paramLabel = "HOST[:PORT]",
            description = "Where requests are sent instead of to the host.")
    @Nullable
    String outboundProxy;

    @Option(
            names = "--from-domain",
            paramLabel = "HOST",
            description = "The domain of the caller in what is sent (default: the host).")
    @Nullable
    String fromDomain;

    @Option(
            names = "--plus",
            negatable = true,
            description = "Whether numbers are sent with a leading plus sign (default: yes).")
    @Nullable
    Boolean plus;

    @Option(
            names = "--codecs",
            split = ",",
            paramLabel = "CODEC",
            description = "Those that are offered, the preferred one first: ${COMPLETION-CANDIDATES}.")
    @Nullable
    List<AudioCodec> codecs;

    @Option(
            names = "--srtp",
            paramLabel = "WHEN",
            description = "Whether sound is encrypted: ${COMPLETION-CANDIDATES} (default: off).")
    @Nullable
    Encryption srtp;

    @Option(
            names = "--public-address",
            paramLabel = "ADDRESS",
            description = "The IP address under which the trunk reaches this server (default: learnt).")
    @Nullable
    String publicAddress;

    @Option(
            names = "--options-interval",
            paramLabel = "SECONDS",
            description = "How often to ask whether the trunk is there; 0: never (default: 60).")
    @Nullable
    Integer optionsInterval;

    @Option(
            names = "--inbound-addresses",
            split = ",",
            paramLabel = "ADDRESS[/BITS]",
            description = "Where the trunk rings from beside the addresses of its host, such as 203.0.113.0/24.")
    @Nullable
    List<String> inboundAddresses;

    @Option(
            names = "--transfer",
            paramLabel = "HOW",
            description = "Who connects a caller with the person who takes over, this server or the trunk:"
                    + " ${COMPLETION-CANDIDATES} (default: bridge).")
    @Nullable
    Transfer transfer;
}
