package com.osmtalk.voice.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.Test;

class PrivateHostsTest {
    private final CountDownLatch slow = new CountDownLatch(1);

    private final DnsResolver names = new DnsResolver() {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            if (host.startsWith("intern")) {
                throw new NotPublicException(host);
            }
            if (host.startsWith("unknown")) {
                throw new UnknownHostException(host);
            }
            if (host.startsWith("slow")) {
                try {
                    slow.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return new InetAddress[0];
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    };

    @Test
    void onlyWhatIsKnownToBePrivateIsFound() {
        PrivateHosts hosts = new PrivateHosts(names, Duration.ofMinutes(2));
        assertThat(hosts.among(Set.of("intern.example.com", "unknown.example.com", "example.com")))
                .containsExactly("intern.example.com");
    }

    @Test
    void aNameServiceWithoutAnAnswerHoldsNobodyUp() {
        PrivateHosts hosts = new PrivateHosts(names, Duration.ofMillis(50));
        Set<String> many = IntStream.range(0, 200)
                .mapToObj(i -> "slow" + i + ".example.com")
                .collect(Collectors.toSet());
        assertThat(hosts.among(many)).isEmpty();
        assertThat(hosts.among(Set.of("intern.example.com"))).isEmpty();
        slow.countDown();
    }

    @Test
    void anAddressThatIsWrittenOutIsLookedUpNowhere() {
        PrivateHosts hosts = new PrivateHosts(new PublicAddressResolver(), Duration.ofMinutes(2));
        assertThat(hosts.among(Set.of("127.0.0.1", "[::1]", "localhost", "8.8.8.8")))
                .containsExactlyInAnyOrder("127.0.0.1", "[::1]", "localhost");
    }
}
