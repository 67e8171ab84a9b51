package com.osmtalk.voice.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.RouteInfo.LayerType;
import org.apache.hc.client5.http.RouteInfo.TunnelType;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.routing.HttpRoutePlanner;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * Leads requests to hosts that strangers name through a proxy, and only to addresses that may be reached. A proxy looks
 * names up by itself, and stands in a network that nobody should reach through it: so the name is looked up and its
 * addresses are checked here, and the proxy is asked for a tunnel to the very address that was checked. TLS still
 * verifies the name. It follows that a name which can't be looked up here is not reached, and that a proxy must allow
 * tunnels to addresses, for http as well.
 */
final class CheckedRoutes implements HttpRoutePlanner {
    private final DnsResolver checked;
    private final HttpRoutePlanner plain;

    /**
     * @param checked refuses names whose addresses may not be reached
     * @param plain knows the proxies
     */
    CheckedRoutes(DnsResolver checked, HttpRoutePlanner plain) {
        this.checked = checked;
        this.plain = plain;
    }

    @Override
    public HttpRoute determineRoute(HttpHost target, HttpContext context) throws HttpException {
        HttpRoute route = plain.determineRoute(target, context);
        HttpHost proxy = route.getProxyHost();
        if (proxy == null) {
            // its name is looked up and checked when the connection is made
            return route;
        }
        HttpHost named = route.getTargetHost();
        boolean secure = route.isSecure();
        try {
            InetAddress address = checked.resolve(named.getHostName())[0];
            // with its address, the proxy is not looked up as what strangers name is: it may well be private
            InetAddress place = SystemDefaultDnsResolver.INSTANCE.resolve(proxy.getHostName())[0];
            return new HttpRoute(
                    new HttpHost(named.getSchemeName(), address.getHostAddress(), named.getPort()),
                    named,
                    null,
                    new HttpHost[] {new HttpHost(proxy.getSchemeName(), place, proxy.getHostName(), proxy.getPort())},
                    secure,
                    TunnelType.TUNNELLED,
                    secure ? LayerType.LAYERED : LayerType.PLAIN);
        } catch (UnknownHostException e) {
            throw new HttpException(e.getMessage(), e);
        }
    }
}
