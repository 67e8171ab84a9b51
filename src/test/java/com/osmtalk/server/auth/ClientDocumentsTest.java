package com.osmtalk.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.osmtalk.TestAuthority;
import com.osmtalk.TestClock;
import com.osmtalk.cli.network.Authorities;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents of clients over real https, of which sites say what they like. */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClientDocumentsTest {
    private static final String HOST = "client.example";
    private static final TestClock CLOCK = new TestClock();
    private static final CountDownLatch OVER = new CountDownLatch(1);
    private static final ExecutorService REQUESTS = Executors.newCachedThreadPool();

    /** By path, what is answered; each is counted. */
    private static final Map<String, String> ANSWERS = new ConcurrentHashMap<>();

    private static final Map<String, Integer> ASKED = new ConcurrentHashMap<>();

    @TempDir
    private static Path folder;

    private static SSLContext tlsBefore;
    private static HttpsServer https;
    private static ClientDocuments documents;

    /** Takes its five seconds while the other tests run. */
    private static CompletableFuture<OAuthClient> slow;

    @BeforeAll
    static void start() throws Exception {
        tlsBefore = SSLContext.getDefault();
        TestAuthority authority = new TestAuthority(folder);
        Authorities.read(authority.certificate()).install();
        https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(authority.context(HOST)));
        https.setExecutor(REQUESTS);
        https.createContext("/of/", ClientDocumentsTest::answer);
        https.createContext("/slow", ClientDocumentsTest::trickle);
        https.start();
        documents = new ClientDocuments(new ToThisMachine(), CLOCK);
        slow = CompletableFuture.supplyAsync(() -> documents.require(address("/slow")), REQUESTS);
    }

    @AfterAll
    static void stop() {
        OVER.countDown();
        documents.close();
        https.stop(0);
        REQUESTS.shutdownNow();
        SSLContext.setDefault(tlsBefore);
    }

    @Test
    void aGoodDocumentTellsNameAndAddressesAndIsKeptForAnHour() {
        String id = document("/of/good", "\"client_name\": \"Good\"");
        assertThat(documents.require(id).name()).isEqualTo("Good");
        assertThat(documents.require(id).redirectUris()).containsExactly("https://client.example/callback");
        assertThat(ASKED).containsEntry("/of/good", 1);

        document("/of/good", "\"client_name\": \"Another\", \"logo_uri\": \"https://elsewhere.example/logo.png\"");
        assertThat(documents.require(id).name()).isEqualTo("Good");
        CLOCK.advance(Duration.ofMinutes(61));
        assertThat(documents.require(id).name()).isEqualTo("Another");
    }

    @Test
    void oneThatTurnsBadIsRefusedAndAskedForAgainAMinuteLater() {
        String id = document("/of/turning", "\"client_name\": \"Turning\"");
        documents.require(id);
        ANSWERS.put("/of/turning", "503");
        CLOCK.advance(Duration.ofMinutes(61));
        assertRefused(id, "answered 503");
        document("/of/turning", "\"client_name\": \"Back\"");
        assertRefused(id, "answered 503");
        CLOCK.advance(Duration.ofSeconds(61));
        assertThat(documents.require(id).name()).isEqualTo("Back");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "another | {\"client_id\": \"https://client.example/of/good\"} | another client",
                "redirect | 302 | answered 302",
                "missing | 404 | answered 404",
                "html | <html> | not JSON",
                "list | [] | not JSON",
                "nothing | null | another client",
                "huge | HUGE | larger than 64 kB",
                "secret | OWN \"token_endpoint_auth_method\": \"client_secret_post\" | a way to prove itself",
                "key | OWN \"token_endpoint_auth_method\": \"private_key_jwt\" | a way to prove itself",
                "script | OWN \"redirect_uris\": [\"javascript:alert(1)\"] | no redirect URIs",
                "plain | OWN \"redirect_uris\": [\"http://client.example/callback\"] | no redirect URIs",
                "text | OWN \"redirect_uris\": \"https://client.example/callback\" | no redirect URIs",
                "none | OWN \"redirect_uris\": [] | no redirect URIs",
                "number | OWN \"redirect_uris\": [7] | no redirect URIs",
            })
    void whatIsNoDocumentOfThisClientIsRefused(String name, String answer, String reason) {
        String path = "/of/" + name;
        if (answer.startsWith("OWN ")) {
            document(path, answer.substring(4));
        } else {
            ANSWERS.put(path, answer.equals("HUGE") ? "{\"a\": \"" + "x".repeat(70_000) + "\"}" : answer);
        }
        assertRefused(address(path), reason);
        assertThat(ASKED).as("and what it points to is not asked").doesNotContainKey("/of/elsewhere");
    }

    @Test
    void aSiteWithTheCertificateOfAnotherIsNotBelieved() {
        assertRefused("https://other.example:" + https.getAddress().getPort() + "/of/good", "could not be fetched");
    }

    @Test
    void aSiteThatTricklesItsAnswerIsNotWaitedFor() {
        assertThatThrownBy(slow::join).hasCauseInstanceOf(OAuthRefusal.class);
    }

    private static String address(String path) {
        return "https://" + HOST + ":" + https.getAddress().getPort() + path;
    }

    /** Puts a document there. @param more members @return its address */
    private static String document(String path, String more) {
        String id = address(path);
        String redirects =
                more.contains("redirect_uris") ? "" : "\"redirect_uris\": [\"https://client.example/callback\"], ";
        ANSWERS.put(path, "{\"client_id\": \"" + id + "\", " + redirects + more + "}");
        return id;
    }

    private static void assertRefused(String id, String reason) {
        assertThatThrownBy(() -> documents.require(id))
                .isInstanceOfSatisfying(
                        OAuthRefusal.class,
                        refusal -> assertThat(refusal.error().getDescription()).contains(reason));
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        ASKED.merge(path, 1, Integer::sum);
        String text = ANSWERS.getOrDefault(path, "404");
        boolean isStatus = text.matches("[0-9]{3}");
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Location", address("/of/elsewhere"));
        exchange.sendResponseHeaders(isStatus ? Integer.parseInt(text) : 200, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    /** One byte, and then nothing until the tests are over. */
    private static void trickle(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write('{');
        exchange.getResponseBody().flush();
        try {
            OVER.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    /** Every name is this machine. */
    private static final class ToThisMachine implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) {
            return new InetAddress[] {InetAddress.getLoopbackAddress()};
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
