package com.osmtalk.cli.network;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Certificate authorities of a file, such as a company's own, which are trusted beside those that Java trusts. */
public final class Authorities {
    private final Collection<? extends Certificate> certificates;

    private Authorities(Collection<? extends Certificate> certificates) {
        this.certificates = certificates;
    }

    /**
     * Reads a file in PEM or DER.
     *
     * @throws IllegalArgumentException that says "must …"
     */
    public static Authorities read(Path file) {
        Collection<? extends Certificate> found;
        try (InputStream in = Files.newInputStream(file)) {
            found = CertificateFactory.getInstance("X.509").generateCertificates(in);
        } catch (CertificateException e) {
            found = List.of();
        } catch (IOException e) {
            throw new IllegalArgumentException("must name a file that can be read; " + file + " can't be", e);
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException(
                    "must name a file with certificates in PEM (-----BEGIN CERTIFICATE-----); " + file + " has none");
        }
        return new Authorities(found);
    }

    /** How many there are. */
    public int count() {
        return certificates.size();
    }

    /** From here on, all TLS of this process trusts them too. What is costly is done by the first connection. */
    public void install() {
        SSLContext.setDefault(new LazySslContext(this::context));
    }

    private SSLContext context() {
        try {
            KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
            all.load(null, null);
            int name = 0;
            for (X509Certificate known : trusted()) {
                all.setCertificateEntry("java-" + name++, known);
            }
            for (Certificate added : certificates) {
                all.setCertificateEntry("added-" + name++, added);
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory(all).getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("TLS can't be set up with the certificates of a file", e);
        }
    }

    private static X509Certificate[] trusted() throws GeneralSecurityException {
        for (TrustManager manager : factory(null).getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return x509.getAcceptedIssuers();
            }
        }
        return new X509Certificate[0];
    }

    /** @param store null: Java's own authorities */
    private static TrustManagerFactory factory(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }
}
