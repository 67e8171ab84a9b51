package com.osmtalk.voice.phone.sip;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes connections over TLS, from peers that are known only: a handshake is much work to have a stranger ask for. It
 * needs a certificate of ours, which Java's own settings name ({@code javax.net.ssl.keyStore}); without one each
 * handshake fails. The protocols that the stack sets on it hold for each
 * connection.
 */
final class TlsServerSocket extends SSLServerSocket {
    private static final Logger LOG = LoggerFactory.getLogger(TlsServerSocket.class);

    private final SSLSocketFactory sockets;
    private final Peers peers;
    private final String[] suites;
    private String[] protocols;

    TlsServerSocket(int port, int backlog, InetAddress address, SSLSocketFactory sockets, Peers peers)
            throws IOException {
        super(port, backlog, address);
        this.sockets = sockets;
        this.peers = peers;
        this.suites = sockets.getDefaultCipherSuites();
        this.protocols = new String[] {"TLSv1.3", "TLSv1.2"};
    }

    @Override
    public Socket accept() throws IOException {
        while (true) {
            Socket connected = super.accept();
            try {
                if (peers.admit(connected.getInetAddress())) {
                    return secured(connected);
                }
                connected.close();
            } catch (IOException e) {
                // the stack takes any that it sees for the end of its listening
                LOG.debug("a connection was gone before it was taken: {}", e.toString());
            }
        }
    }

    private SSLSocket secured(Socket connected) throws IOException {
        SSLSocket socket = (SSLSocket) sockets.createSocket(connected, null, true);
        socket.setUseClientMode(false);
        socket.setEnabledCipherSuites(suites);
        socket.setEnabledProtocols(protocols);
        return socket;
    }

    @Override
    public String[] getEnabledCipherSuites() {
        return suites.clone();
    }

    /** The stack's own are those of 2005: no certificate with an elliptic curve, and no TLS 1.3. Java's are taken. */
    @Override
    public void setEnabledCipherSuites(String[] enabled) {}

    @Override
    public String[] getSupportedCipherSuites() {
        return sockets.getSupportedCipherSuites();
    }

    @Override
    public String[] getSupportedProtocols() {
        return protocols.clone();
    }

    @Override
    public String[] getEnabledProtocols() {
        return protocols.clone();
    }

    @Override
    public void setEnabledProtocols(String[] enabled) {
        protocols = enabled.clone();
    }

    // trunks are known by their addresses, and show no certificate of their own

    @Override
    public void setNeedClientAuth(boolean need) {}

    @Override
    public boolean getNeedClientAuth() {
        return false;
    }

    @Override
    public void setWantClientAuth(boolean want) {}

    @Override
    public boolean getWantClientAuth() {
        return false;
    }

    @Override
    public void setUseClientMode(boolean mode) {}

    @Override
    public boolean getUseClientMode() {
        return false;
    }

    @Override
    public void setEnableSessionCreation(boolean flag) {}

    @Override
    public boolean getEnableSessionCreation() {
        return true;
    }
}
