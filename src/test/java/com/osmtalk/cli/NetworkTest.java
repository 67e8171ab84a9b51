package com.osmtalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.TestAuthority;
import com.osmtalk.TestProxy;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program in a company's network: it leaves it through a proxy only, and the proxy may open what is encrypted, with
 * certificates of the company's own authority.
 */
class NetworkTest {
    private static final String API = "https://api.company.example";

    @TempDir
    private static Path folder;

    private static TestAuthority authority;
    private static HttpsServer api;
    private TestProxy proxy;

    @BeforeAll
    static void start() throws Exception {
        authority = new TestAuthority(folder);
        api = authority.serve("api.company.example", "{\"status\":\"ok\",\"version\":\"7.8.9\"}");
    }

    @AfterAll
    static void stop() {
        api.stop(0);
    }

    @BeforeEach
    void startProxy() throws IOException {
        proxy = new TestProxy(api.getAddress().getPort());
    }

    @AfterEach
    void stopProxy() throws IOException {
        proxy.close();
    }

    @Test
    void theApiIsReachedThroughTheProxyAndTheCompanysAuthorityIsTrusted() {
        proxy.requireUser("user:p@ss:word");

        String said = doctor(Map.of(
                "https_proxy",
                "http://user:p%40ss:word@127.0.0.1:" + proxy.port(),
                "OSMTALK_CA_FILE",
                authority.certificate().toString()));

        assertThat(said)
                .contains("network: https goes through the proxy http://127.0.0.1:" + proxy.port()
                        + " from HTTPS_PROXY; 1 certificate of " + authority.certificate() + " (OSMTALK_CA_FILE)")
                .contains("ok    API: " + API + " answers, version 7.8.9")
                .doesNotContain("p@ss");
        assertThat(proxy.asked()).isNotEmpty().allMatch("CONNECT api.company.example:443"::equals);
    }

    @Test
    void whatOtherProgramsAreToldOfTheAuthorityCountsHereToo() {
        String anyProxy = "127.0.0.1:" + proxy.port();
        String certificate = authority.certificate().toString();

        assertThat(doctor(Map.of("HTTPS_PROXY", anyProxy, "NODE_EXTRA_CA_CERTS", certificate)))
                .contains("ok    API", "(NODE_EXTRA_CA_CERTS)");
        assertThat(doctor(
                        Map.of("HTTPS_PROXY", anyProxy, "NODE_EXTRA_CA_CERTS", "/none", "SSL_CERT_FILE", certificate)))
                .contains("ok    API", "(SSL_CERT_FILE)");
    }

    @Test
    void anAuthorityThatNobodyNamedIsNotTrustedAndThatIsSaid() {
        assertThat(doctor(Map.of("HTTPS_PROXY", "127.0.0.1:" + proxy.port())))
                .contains("FAIL  API: The osmTalk server at " + API + " (through the proxy http://127.0.0.1:"
                        + proxy.port() + " from HTTPS_PROXY) cannot be reached: its certificate is not of an authority"
                        + " that is trusted here")
                .contains("OSMTALK_CA_FILE");
    }

    @Test
    void aProxyThatRefusesOrIsNotThereIsNamedWithoutThePassword() throws IOException {
        String url = "http://user:s3cret@127.0.0.1:" + proxy.port();
        proxy.requireUser("somebody:else");
        assertThat(doctor(Map.of("HTTPS_PROXY", url)))
                .contains(
                        "FAIL  API",
                        "through the proxy http://127.0.0.1:" + proxy.port() + " from HTTPS_PROXY",
                        "HTTP 407")
                .contains("it wants another user name and password")
                .contains("Look at HTTPS_PROXY")
                .doesNotContain("s3cret");

        proxy.close();
        assertThat(doctor(Map.of("HTTPS_PROXY", url)))
                .contains("FAIL  API", "through the proxy http://127.0.0.1:" + proxy.port() + " from HTTPS_PROXY")
                .contains("no connection could be made")
                .contains("Look at HTTPS_PROXY")
                .doesNotContain("s3cret");
        assertThat(doctor(Map.of("HTTPS_PROXY", "http://proxy.nowhere.invalid:1")))
                .contains("the proxy's name is not known");
    }

    @Test
    void theBundledServerIsNeverAskedForThroughAProxy() {
        String url = "http://127.0.0.1:" + proxy.port();

        assertThat(run(Map.of("HTTP_PROXY", url, "HTTPS_PROXY", url))).contains("ok    credits");
        assertThat(proxy.asked()).isEmpty();
    }

    @Test
    void settingsThatMakeNoSenseAreRefusedWithoutTheirSecrets() throws IOException {
        for (String url :
                new String[] {"socks5://user:s3cret@host:1080", "https://user:s3cret@host", "http://", "a b"}) {
            assertThat(doctor(Map.of("HTTPS_PROXY", url)))
                    .contains("FAIL  configuration: HTTPS_PROXY must be the address of an HTTP proxy")
                    .doesNotContain("s3cret");
        }
        Path empty = Files.createTempFile(folder, "empty", ".pem");
        assertThat(doctor(Map.of("OSMTALK_CA_FILE", empty.toString())))
                .contains("OSMTALK_CA_FILE must name a file with certificates in PEM");
        assertThat(doctor(Map.of("OSMTALK_CA_FILE", "/none/ca.pem")))
                .contains("OSMTALK_CA_FILE must name a file that can be read");
    }

    private static String doctor(Map<String, String> network) {
        Map<String, String> environment = new HashMap<>(network);
        environment.put("OSMTALK_API_KEY", "osm_company_0123456789abcdef");
        environment.put("OSMTALK_API_URL", API);
        return run(environment);
    }

    /** In a process of its own: it is the process that has a proxy. */
    private static String run(Map<String, String> network) {
        Map<String, String> environment = new HashMap<>(network);
        environment.put("OSMTALK_HOME", folder.resolve("home").toString());
        try (Program program = Program.start(environment, "doctor")) {
            program.awaitExit();
            return String.join("\n", program.out());
        }
    }
}
