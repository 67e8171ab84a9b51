package com.osmtalk.server.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * The proxies in front of this server whose word is taken for where a request comes from, {@code X-Forwarded-For}, and
 * whether it came by https, {@code X-Forwarded-Proto}. Each proxy adds the address that it was asked from at the end,
 * and what stands before that may be made up; so the last address counts that is none of these proxies. Jetty's own
 * {@code ForwardedRequestCustomizer} believes everybody, and believes the first address.
 */
public final class TrustedProxies implements HttpConfiguration.Customizer {
    /** Nobody's word: requests come from where their connection does. */
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    private static final String HEADER = "X-Forwarded-For";
    private static final String SCHEME_HEADER = "X-Forwarded-Proto";

    /** No name: one would be looked up. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F.]*:[0-9a-fA-F:.]+");

    private final List<Network> networks;

    private TrustedProxies(List<Network> networks) {
        this.networks = networks;
    }

    /**
     * Proxies by their addresses, or by networks of them like {@code 10.0.0.0/8}.
     *
     * @throws IllegalArgumentException that says what each must be
     */
    public static TrustedProxies of(List<String> addresses) {
        List<Network> networks = new ArrayList<>();
        for (String address : addresses) {
            networks.add(network(address));
        }
        return new TrustedProxies(List.copyOf(networks));
    }

    private static Network network(String text) {
        String[] parts = text.split("/", 2);
        InetAddress address = address(parts[0]);
        if (address != null) {
            int bits = 8 * address.getAddress().length;
            try {
                int length = parts.length == 1 ? bits : Integer.parseInt(parts[1]);
                if (length >= 0 && length <= bits) {
                    return new Network(address.getAddress(), length);
                }
            } catch (NumberFormatException notALength) {
                // refused like one that is too long
            }
        }
        throw new IllegalArgumentException(
                "must be addresses like 127.0.0.1, or networks like 10.0.0.0/8, not \"" + text + "\"");
    }

    @Override
    public Request customize(Request request, HttpFields.Mutable responseHeaders) {
        SocketAddress peer = request.getConnectionMetaData().getRemoteSocketAddress();
        if (networks.isEmpty() || !(peer instanceof InetSocketAddress last) || !isTrusted(last.getAddress())) {
            return request;
        }
        InetAddress client = client(request.getHeaders().getValuesList(HEADER));
        SocketAddress from = client == null ? peer : new InetSocketAddress(client, 0);
        return new From(request, from, isHttps(request.getHeaders().getValuesList(SCHEME_HEADER)));
    }

    /** The last word is the nearest proxy's own. */
    private static boolean isHttps(List<String> headers) {
        return !headers.isEmpty()
                && headers.get(headers.size() - 1).toLowerCase(Locale.ROOT).endsWith("https");
    }

    /** The last that is no proxy of ours; null where that is not told. */
    private @Nullable InetAddress client(List<String> headers) {
        List<String> path = headers.stream()
                .flatMap(header -> List.of(header.split(",")).stream())
                .toList();
        for (int i = path.size() - 1; i >= 0; i--) {
            InetAddress address = address(path.get(i).strip());
            if (address == null || !isTrusted(address)) {
                return address;
            }
        }
        return null;
    }

    private boolean isTrusted(@Nullable InetAddress address) {
        return address != null && networks.stream().anyMatch(network -> network.contains(address.getAddress()));
    }

    private static @Nullable InetAddress address(String text) {
        try {
            return ADDRESS.matcher(text).matches() ? InetAddress.getByName(text) : null;
        } catch (UnknownHostException e) {
            return null;
        }
    }

    /** The addresses that begin with the same bits. */
    private record Network(byte[] address, int bits) {
        boolean contains(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if ((address[bit / 8] & mask) != (other[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** A request as if its connection came from elsewhere. */
    private static final class From extends Request.Wrapper {
        private final ConnectionMetaData connection;
        private final boolean https;

        From(Request request, SocketAddress client, boolean https) {
            super(request);
            this.https = https;
            connection = new ConnectionMetaData.Wrapper(request.getConnectionMetaData()) {
                @Override
                public SocketAddress getRemoteSocketAddress() {
                    return client;
                }
            };
        }

        @Override
        public boolean isSecure() {
            return https || super.isSecure();
        }

        @Override
        public ConnectionMetaData getConnectionMetaData() {
            return connection;
        }
    }
}
