package com.osmtalk.foreign;

import com.osmtalk.Waiting;
import java.io.IOException;
import java.net.Socket;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** The provider: kamailio, as {@code kamailio.cfg} says. */
final class Kamailio implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);

    /** After so long it gives a call up that rings. */
    static final Duration RING = Duration.ofSeconds(8);

    private final ForeignProgram program;
    private final String host;
    private final int port;
    private final int tlsPort;
    private final Path certificate;

    private Kamailio(ForeignProgram program, String host, int port, int tlsPort, Path certificate) {
        this.program = program;
        this.host = host;
        this.port = port;
        this.tlsPort = tlsPort;
        this.certificate = certificate;
    }

    /**
     * Starts it and waits until it takes messages.
     *
     * @param folder for its files
     */
    static Kamailio start(Path folder) {
        String host = Network.address().getHostAddress();
        int port = Network.freePort();
        int tlsPort = Network.freePort();
        Path certificate = folder.resolve("kamailio.pem");
        Path privateKey = folder.resolve("kamailio.key");
        ForeignProgram.run(List.of(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=Provider",
                "-addext",
                "subjectAltName=IP:" + host,
                "-keyout",
                privateKey.toString(),
                "-out",
                certificate.toString()));
        ForeignProgram program = ForeignProgram.start(
                folder.resolve("kamailio.log"),
                List.of(
                        "kamailio",
                        "-DD",
                        "-E",
                        "-m",
                        "32",
                        "-M",
                        "4",
                        "-Y",
                        folder.toString(),
                        "-l",
                        "udp:" + host + ":" + port,
                        "-l",
                        "tcp:" + host + ":" + port,
                        "-l",
                        "tls:" + host + ":" + tlsPort,
                        "-A",
                        "RELAY_PORT=" + LossyRelay.FIRST_PORT,
                        "-A",
                        "RING_MILLISECONDS=" + RING.toMillis(),
                        "-A",
                        "CERTIFICATE=\"" + certificate + "\"",
                        "-A",
                        "PRIVATE_KEY=\"" + privateKey + "\"",
                        "-f",
                        configuration().toString()));
        Kamailio kamailio = new Kamailio(program, host, port, tlsPort, certificate);
        Waiting.untilTrue(START, () -> {
            program.check();
            return kamailio.listens();
        });
        return kamailio;
    }

    private static Path configuration() {
        URL file = Objects.requireNonNull(Kamailio.class.getResource("kamailio.cfg"));
        try {
            return Path.of(file.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket(host, tlsPort)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** What it asks of whoever has this number. */
    static String password(String number) {
        return number + "-secret";
    }

    String host() {
        return host;
    }

    /** For UDP and TCP. */
    int port() {
        return port;
    }

    int tlsPort() {
        return tlsPort;
    }

    /** Its certificate, signed by itself, in PEM. */
    Path certificate() {
        return certificate;
    }

    String log() {
        return program.log();
    }

    @Override
    public void close() {
        program.close();
    }
}
