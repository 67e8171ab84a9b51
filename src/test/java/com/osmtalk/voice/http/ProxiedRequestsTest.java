package com.osmtalk.voice.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.osmtalk.TestAuthority;
import com.osmtalk.TestProxy;
import com.osmtalk.cli.network.Authorities;
import com.osmtalk.cli.network.EnvironmentProxies;
import com.osmtalk.cli.network.NamedProxy;
import com.osmtalk.cli.network.ProxyExceptions;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.core5.util.Timeout;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Behind a proxy, hosts that strangers name are held to what they are held to without one: the proxy is sent to the
 * address that was checked, never to a name.
 */
class ProxiedRequestsTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String PUBLIC = "93.184.216.34";
    private static final ProxySelector PROXIES_BEFORE = ProxySelector.getDefault();

    @TempDir
    private static Path folder;

    private static SSLContext tlsBefore;
    private static HttpsServer https;
    private static HttpServer http;

    private TestProxy proxy;

    @BeforeAll
    static void start() throws Exception {
        tlsBefore = SSLContext.getDefault();
        TestAuthority authority = new TestAuthority(folder);
        https = authority.serve("hooks.example.com", "{\"it\":\"is https\"}");
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", exchange -> {
            byte[] body = exchange.getRequestHeaders().getFirst("Host").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        http.start();
        Authorities.read(authority.certificate()).install();
    }

    @AfterAll
    static void stop() {
        SSLContext.setDefault(tlsBefore);
        https.stop(0);
        http.stop(0);
    }

    @BeforeEach
    void startProxy() throws IOException {
        useProxyTo(https.getAddress().getPort());
    }

    private void useProxyTo(int port) throws IOException {
        proxy = new TestProxy(port);
        NamedProxy named = NamedProxy.parse("HTTPS_PROXY", "localhost:" + proxy.port());
        new EnvironmentProxies(named, named, ProxyExceptions.parse("direct.example.com")).install();
    }

    @AfterEach
    void stopProxy() throws IOException {
        ProxySelector.setDefault(PROXIES_BEFORE);
        proxy.close();
    }

    @Test
    void theProxyIsSentToTheAddressThatWasCheckedAndTheNameIsVerified() throws Exception {
        assertThat(ask("https://hooks.example.com/x", at(PUBLIC)).text()).contains("is https");
        assertThat(proxy.asked()).containsExactly("CONNECT " + PUBLIC + ":443");

        assertThatThrownBy(() -> ask("https://another.example.com/x", at(PUBLIC)))
                .hasMessageContaining("another.example.com");
    }

    @Test
    void plainHttpGoesThroughATunnelToThatAddressToo() throws Exception {
        proxy.close();
        useProxyTo(http.getAddress().getPort());

        assertThat(ask("http://hooks.example.com:8080/x", at(PUBLIC)).text()).isEqualTo("hooks.example.com:8080");
        assertThat(proxy.asked()).containsExactly("CONNECT " + PUBLIC + ":8080");
    }

    @Test
    void whatMayNotBeReachedIsNotAskedForThroughTheProxy() {
        for (String url : new String[] {
            "https://10.0.0.1/x",
            "http://169.254.169.254/latest/meta-data",
            "https://[::ffff:10.0.0.1]/x",
            "http://localhost:" + proxy.port() + "/",
            "https://127.0.0.1:" + https.getAddress().getPort() + "/"
        }) {
            assertThatThrownBy(() -> ask(url, new PublicAddressResolver()))
                    .as(url)
                    .hasMessageContaining("is not on the public internet");
        }
        assertThatThrownBy(() -> ask("https://inside.example.com/", at("10.0.0.1")))
                .hasMessageContaining("is not on the public internet");
        assertThat(proxy.asked()).isEmpty();
    }

    @Test
    void whatIsReachedWithoutTheProxyIsCheckedWhenItIsConnectedTo() {
        assertThatThrownBy(() -> ask("https://direct.example.com/", at("10.0.0.1")))
                .hasMessageContaining("is not on the public internet");
        assertThat(proxy.asked()).isEmpty();
    }

    @Test
    void whatTheOperatorHasNamedIsAskedForByName() throws Exception {
        assertThat(ask("https://hooks.example.com/x", SystemDefaultDnsResolver.INSTANCE)
                        .text())
                .contains("is https");
        assertThat(proxy.asked()).containsExactly("CONNECT hooks.example.com:443");
    }

    @Test
    void aProxysRefusalIsNoAnswerOfTheServer() {
        proxy.refuse("403 Forbidden");

        assertThatThrownBy(() -> ask("https://hooks.example.com/x", at(PUBLIC)))
                .hasMessageContaining(
                        "the proxy http://localhost:" + proxy.port() + " does not let this request through (HTTP 403)");
    }

    /** A name server that has one address for all names, which is then checked as any. */
    private static DnsResolver at(String address) {
        PublicAddressResolver checked = new PublicAddressResolver();
        return new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                return checked.resolve(address);
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
    }

    private static BoundedResponse ask(String url, DnsResolver resolver) throws Exception {
        Timeout timeout = Timeout.of(LIMIT);
        CloseableHttpAsyncClient client = HttpClients.start("proxied", resolver, timeout, timeout);
        try {
            return BoundedResponse.ask(client, SimpleRequestBuilder.get(url).build(), 1_000, LIMIT)
                    .get();
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        } finally {
            HttpClients.stop(client);
        }
    }
}
