package com.osmtalk.voice.phone.sip;

import gov.nist.core.net.NetworkLayer;
import gov.nist.javax.sip.SipStackImpl;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the sockets that JAIN-SIP uses. Those that listen let in what {@link Peers} admits. Those over TLS name the
 * trunk's host in the handshake (SNI) and have Java compare it with the certificate, as RFC 5922 asks; the stack itself
 * knows the address alone, and would take any trusted certificate.
 */
final class NetworkGate implements NetworkLayer {
    private static final Logger LOG = LoggerFactory.getLogger(NetworkGate.class);
    private static final int CONNECT_MILLIS = 4_000;
    // the usual 200 kB hold some 160 messages: a scanner's burst would push a trunk's call out
    private static final int RECEIVE_BUFFER_BYTES = 2 << 20;

    private final Peers peers;
    private final SSLSocketFactory tls;
    private final Map<InetSocketAddress, String> tlsNames = new ConcurrentHashMap<>();

    NetworkGate(Peers peers, SSLSocketFactory tls) {
        this.peers = peers;
        this.tls = tls;
    }

    /** Whose certificate is to be shown at an address. */
    void expect(InetSocketAddress address, String host) {
        tlsNames.put(address, host);
    }

    @Override
    public DatagramSocket createDatagramSocket(int port, InetAddress address) throws SocketException {
        DatagramSocket socket = new DatagramSocket(port, address) {
            @Override
            public void receive(DatagramPacket packet) throws IOException {
                do {
                    packet.setLength(packet.getData().length);
                    super.receive(packet);
                } while (!peers.admit(packet.getAddress()));
            }
        };
        socket.setReceiveBufferSize(RECEIVE_BUFFER_BYTES);
        return socket;
    }

    @Override
    public DatagramSocket createDatagramSocket() throws SocketException {
        return new DatagramSocket();
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
        return new ServerSocket(port, backlog, address) {
            @Override
            public Socket accept() throws IOException {
                while (true) {
                    Socket connected = super.accept();
                    if (peers.admit(connected.getInetAddress())) {
                        return connected;
                    }
                    closeQuietly(connected);
                }
            }
        };
    }

    @Override
    public SSLServerSocket createSSLServerSocket(int port, int backlog, InetAddress address) throws IOException {
        return new TlsServerSocket(port, backlog, address, tls, peers);
    }

    /** The stack would take what this throws for the end of its listening. */
    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("a refused connection was gone already: {}", e.toString());
        }
    }

    @Override
    public Socket createSocket(InetAddress address, int port) throws IOException {
        return createSocket(address, port, null);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, @Nullable InetAddress own, int ownPort)
            throws IOException {
        return createSocket(address, port, own);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, @Nullable InetAddress own) throws IOException {
        Socket socket = new Socket();
        try {
            if (own != null && !own.isAnyLocalAddress()) {
                socket.bind(new InetSocketAddress(own, 0));
            }
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
            return socket;
        } catch (IOException e) {
            socket.close();
            // the stack tidies up after this kind only
            throw e instanceof SocketException known ? known : socketException(e);
        }
    }

    private static SocketException socketException(IOException cause) {
        SocketException thrown = new SocketException(String.valueOf(cause.getMessage()));
        thrown.initCause(cause);
        return thrown;
    }

    @Override
    public SSLSocket createSSLSocket(InetAddress address, int port) throws IOException {
        return createSSLSocket(address, port, null);
    }

    @Override
    public SSLSocket createSSLSocket(InetAddress address, int port, @Nullable InetAddress own) throws IOException {
        String host = tlsNames.getOrDefault(new InetSocketAddress(address, port), address.getHostAddress());
        Socket connected = createSocket(address, port, own);
        try {
            SSLSocket socket = (SSLSocket) tls.createSocket(connected, host, port, true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            return socket;
        } catch (IOException | RuntimeException e) {
            connected.close();
            throw e;
        }
    }

    @Override
    public void setSipStack(SipStackImpl stack) {}
}
