package com.osmtalk.cli.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which proxy a connection goes through: the forms of the variables that other programs understand. */
class EnvironmentProxiesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            example.com              | https://example.com          | direct
            example.com              | https://API.Example.com./    | direct
            example.com              | https://notexample.com       | proxy
            .example.com             | https://api.example.com      | direct
            .example.com             | https://example.com          | direct
            *.example.com            | https://api.example.com      | direct
            Example.COM              | https://api.example.com      | direct
            a.com, b.com c.com       | https://c.com                | direct
            a.com,,b.com             | https://x.com                | proxy
            *                        | https://anything.com         | direct
            example.com:8443         | https://example.com:8443     | direct
            example.com:8443         | https://example.com          | proxy
            example.com:443          | https://example.com          | direct
            10.1.2.3                 | https://10.1.2.3             | direct
            10.1.2.3                 | https://10.1.2.30            | proxy
            10.0.0.0/8               | https://10.200.1.1           | direct
            10.0.0.0/8               | https://11.0.0.1             | proxy
            192.168.1.128/25         | https://192.168.1.129        | direct
            192.168.1.128/25         | https://192.168.1.127        | proxy
            0.0.0.0/0                | https://8.8.8.8              | direct
            10.0.0.0/33              | https://10.0.0.0             | proxy
            10.0.0.0/x               | https://10.0.0.0             | proxy
            10.0.0.0/8               | https://ten.example.com      | proxy
            [2001:db8::1]            | https://[2001:db8:0::1]      | direct
            2001:db8::1              | https://[2001:db8::1]        | direct
            [2001:db8::1]:444        | https://[2001:db8::1]        | proxy
            2001:db8::/32            | https://[2001:db8:9::1]      | direct
            2001:db8::/32            | https://[2001:db9::1]        | proxy
            none                     | https://localhost:4002       | direct
            none                     | http://127.0.0.1:4002        | direct
            none                     | http://127.9.9.9             | direct
            none                     | http://[::1]:4002            | direct
            none                     | http://app.localhost         | direct
            none                     | http://localhost.example.com | proxy
            none                     | ws://example.com             | direct
            """)
    void someHostsAreReachedDirectly(String noProxy, String url, String way) {
        NamedProxy proxy = NamedProxy.parse("HTTPS_PROXY", "http://proxy:3128");
        EnvironmentProxies proxies =
                new EnvironmentProxies(proxy, proxy, ProxyExceptions.parse(noProxy == null ? "" : noProxy));

        assertThat(proxies.proxyFor(URI.create(url)).isPresent()).isEqualTo(way.equals("proxy"));
    }

    @Test
    void eachSchemeHasAProxyOfItsOwn() {
        NamedProxy proxy = NamedProxy.parse("HTTPS_PROXY", "proxy");
        EnvironmentProxies proxies = new EnvironmentProxies(proxy, null, ProxyExceptions.parse(""));

        assertThat(proxies.proxyFor(URI.create("https://example.com"))).contains(proxy);
        assertThat(proxies.proxyFor(URI.create("http://example.com"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            proxy.example.com,                          http://proxy.example.com:80,   , ''
            proxy.example.com:3128,                     http://proxy.example.com:3128, , ''
            HTTP://proxy:3128/,                         http://proxy:3128,             , ''
            http://[::1]:3128,                          http://[::1]:3128,             , ''
            http://user:pass@proxy:3128,                http://proxy:3128,             user, pass
            user:pass@proxy:3128,                       http://proxy:3128,             user, pass
            http://user@proxy:3128,                     http://proxy:3128,             user, ''
            http://DOMAIN%5Cuser:p%40ss%3A+w@proxy:1,   http://proxy:1,                DOMAIN\\user, p@ss:+w
            http://user:p@ss:100%@proxy:1,              http://proxy:1,                user, p@ss:100%
            """)
    void aProxyIsUnderstoodAsPeopleWriteIt(String text, String shown, String user, String password) {
        NamedProxy proxy = NamedProxy.parse("HTTP_PROXY", text);

        assertThat(proxy).hasToString(shown + " from HTTP_PROXY");
        if (user == null) {
            assertThat(proxy.user()).isNull();
        } else {
            assertThat(proxy.user().getUserName()).isEqualTo(user);
            assertThat(proxy.user().getPassword()).isEqualTo(password.toCharArray());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "socks5://user:s3cret@proxy:1080",
                "https://user:s3cret@proxy:443",
                "http://",
                "http://user:s3cret@",
                "http://proxy:99999",
                "http://proxy:0",
                "http://proxy:port",
                "http://proxy/path",
                "two words"
            })
    void whatIsNoProxyIsRefusedAndNotRepeated(String text) {
        assertThatThrownBy(() -> NamedProxy.parse("HTTPS_PROXY", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("must be the address of an HTTP proxy")
                .message()
                .doesNotContain("s3cret");
    }
}
