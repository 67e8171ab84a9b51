package com.osmtalk.voice.phone.sip;

import com.osmtalk.api.NumberHealth.Check;
import com.osmtalk.api.NumberHealth.Subject;
import com.osmtalk.api.SipTrunk.Transport;
import com.osmtalk.voice.phone.sip.TrunkTargets.Target;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Whether a connection to a trunk comes about, and its certificate is one for its host. It is looked at apart from the
 * signalling, whose library says only that there was no connection. Over UDP there is none: an answer shows it.
 */
final class TrunkConnection {
    private static final int MILLIS = 4_000;

    private TrunkConnection() {}

    /**
     * Takes as long as the trunk does.
     *
     * @param host whose certificate it must be (RFC 5922, 7.1)
     * @param tls knows whom to trust
     */
    static List<Check> check(String host, Target target, SSLSocketFactory tls) {
        if (target.transport() == Transport.UDP) {
            return List.of();
        }
        long began = System.nanoTime();
        try (Socket socket = new Socket()) {
            socket.connect(target.address(), MILLIS);
            Check connected =
                    Check.ok(Subject.CONNECTION, target + " is reached.").after(millis(began));
            return target.transport() == Transport.TLS
                    ? List.of(connected, certificate(host, target, socket, tls))
                    : List.of(connected);
        } catch (IOException e) {
            String why = e instanceof SocketTimeoutException ? "nothing answers" : String.valueOf(e.getMessage());
            return List.of(Check.wrong(
                            Subject.CONNECTION,
                            target + " can't be reached: " + why + ".",
                            "Look at the trunk's port and transport, and whether a firewall lets connections out.")
                    .after(millis(began)));
        }
    }

    private static Check certificate(String host, Target target, Socket connected, SSLSocketFactory tls) {
        long began = System.nanoTime();
        String name = host.replaceAll("[\\[\\]]", "");
        try (SSLSocket socket =
                (SSLSocket) tls.createSocket(connected, name, target.address().getPort(), true)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.setSoTimeout(MILLIS);
            socket.startHandshake();
            X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return Check.ok(
                            Subject.CERTIFICATE,
                            "Its certificate is one for " + name + ", until "
                                    + shown.getNotAfter().toInstant().toString().substring(0, 10) + ".")
                    .after(millis(began));
        } catch (IOException e) {
            return Check.wrong(
                            Subject.CERTIFICATE,
                            target + " can't be used: " + reason(e, name) + ".",
                            isOfCertificate(e)
                                    ? "Use the host name that the vendor names for TLS; a certificate authority of your"
                                            + " own goes into OSMTALK_CA_FILE."
                                    : "Look whether the vendor has TLS on this port.")
                    .after(millis(began));
        }
    }

    private static String reason(IOException failure, String name) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof CertificateException) {
                String message = String.valueOf(each.getMessage());
                return message.contains("PKIX")
                        ? "its certificate is signed by nobody who is trusted here, or has run out"
                        : "its certificate is not one for " + name;
            }
        }
        if (failure instanceof SocketTimeoutException) {
            return "it does not answer";
        }
        return failure instanceof SSLException
                ? "what answers there does not speak TLS as this program does (" + failure.getMessage() + ")"
                : String.valueOf(failure.getMessage());
    }

    private static boolean isOfCertificate(IOException failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof CertificateException) {
                return true;
            }
        }
        return false;
    }

    private static long millis(long began) {
        return (System.nanoTime() - began) / 1_000_000;
    }
}
