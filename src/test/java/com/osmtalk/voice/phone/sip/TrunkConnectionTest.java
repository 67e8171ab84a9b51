package com.osmtalk.voice.phone.sip;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.TestAuthority;
import com.osmtalk.api.NumberHealth.Check;
import com.osmtalk.api.NumberHealth.Subject;
import com.osmtalk.api.SipTrunk.Transport;
import com.osmtalk.voice.phone.sip.TrunkTargets.Target;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose certificate a trunk shows, and whether it is reached at all. */
class TrunkConnectionTest {
    @TempDir
    private Path folder;

    @Test
    void theCertificateMustBeTrustedAndOneForTheTrunksHost() throws Exception {
        TestAuthority authority = new TestAuthority(folder);
        HttpsServer server = authority.serve("sip.example.com", "{}");
        try {
            Target target = target(server.getAddress().getPort(), Transport.TLS);
            SSLSocketFactory trusting = trusting(authority.certificate());

            List<Check> right = TrunkConnection.check("sip.example.com", target, trusting);
            assertThat(right).extracting(Check::subject).containsExactly(Subject.CONNECTION, Subject.CERTIFICATE);
            assertThat(right).allMatch(Check::ok);

            Check another = certificate(TrunkConnection.check("sip.example.net", target, trusting));
            assertThat(another.ok()).isFalse();
            assertThat(another.sentence()).contains("its certificate is not one for sip.example.net");

            Check stranger = certificate(
                    TrunkConnection.check("sip.example.com", target, (SSLSocketFactory) SSLSocketFactory.getDefault()));
            assertThat(stranger.ok()).isFalse();
            assertThat(stranger.sentence()).contains("signed by nobody who is trusted here");
            assertThat(stranger.whatToDo()).contains("OSMTALK_CA_FILE");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void whatDoesNotSpeakTlsIsSaid() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread greeter = new Thread(() -> {
                try (Socket client = server.accept();
                        OutputStream out = client.getOutputStream()) {
                    out.write("SIP/2.0 400 Bad request\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                    out.flush();
                    client.getInputStream().readAllBytes();
                } catch (IOException gone) {
                    // the test has seen enough
                }
            });
            greeter.setDaemon(true);
            greeter.start();

            List<Check> checks = TrunkConnection.check(
                    "sip.example.com", target(server.getLocalPort(), Transport.TLS), (SSLSocketFactory)
                            SSLSocketFactory.getDefault());

            assertThat(checks.get(0).ok()).as("it is reached").isTrue();
            assertThat(certificate(checks).ok()).isFalse();
            assertThat(certificate(checks).sentence())
                    .contains(" over TLS can't be used: ")
                    .doesNotStartWith("TLS");
            assertThat(certificate(checks).whatToDo()).contains("whether the vendor has TLS on this port");
        }
    }

    @Test
    void overUdpThereIsNoConnectionToLookAt() {
        assertThat(TrunkConnection.check(
                        "sip.example.com", target(1, Transport.UDP), (SSLSocketFactory) SSLSocketFactory.getDefault()))
                .isEmpty();
    }

    private static Target target(int port, Transport transport) {
        return new Target(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), transport);
    }

    private static Check certificate(List<Check> checks) {
        assertThat(checks).last().extracting(Check::subject).isEqualTo(Subject.CERTIFICATE);
        return checks.get(checks.size() - 1);
    }

    private static SSLSocketFactory trusting(Path certificate) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream in = Files.newInputStream(certificate)) {
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context.getSocketFactory();
    }
}
