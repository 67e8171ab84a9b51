package com.osmtalk.voice.speech;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.TestAuthority;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key goes to nobody but the service: its certificate is checked, and the name in it. */
class SpeechSocketTlsTest {
    private final SSLContext before = defaultContext();

    @TempDir
    private Path folder;

    @AfterEach
    void restore() {
        SSLContext.setDefault(before);
    }

    private static SSLContext defaultContext() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static void trust(Path certificate) throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(certificate)) {
            trusted.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        SSLContext.setDefault(context);
    }

    private static String problem(HttpsServer server) throws Exception {
        URI url = URI.create("https://localhost:" + server.getAddress().getPort());
        try (SpeechServices speech = SpeechServices.of(new SpeechSettings(
                List.of(new SpeechSettings.Service(
                        SpeechProvider.DEEPGRAM, url, "dg-secret", "nova-3", "", Duration.ofSeconds(60))),
                List.of(),
                ""))) {
            return speech.check()
                    .toCompletableFuture()
                    .get(120, TimeUnit.SECONDS)
                    .get(0)
                    .problem();
        }
    }

    @Test
    void onlyATrustedCertificateOfTheRightNameIsSpokenTo() throws Exception {
        TestAuthority authority = new TestAuthority(folder);
        HttpsServer ours = authority.serve("localhost", "{}");
        HttpsServer other = authority.serve("other.example", "{}");
        try {
            assertThat(problem(ours)).contains("could not be reached: SSLHandshake");
            trust(authority.certificate());
            // an answer of HTTP, which came after the handshake of TLS
            assertThat(problem(ours)).contains("refused the connection (200)");
            assertThat(problem(other)).contains("could not be reached: SSLHandshake", "name matching localhost found");
        } finally {
            ours.stop(0);
            other.stop(0);
        }
    }
}
