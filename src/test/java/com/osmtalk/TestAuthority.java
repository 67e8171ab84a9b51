package com.osmtalk;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate authority of somebody's own, as companies have, made with keytool; and servers that it vouches for. */
public final class TestAuthority {
    private static final String PASSWORD = "changeit";
    private static final String STORE = "keys.p12";
    private static final String AUTHORITY = "ca";

    private final Path folder;

    /** @param folder where its files are kept */
    public TestAuthority(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        this.folder = folder;
        keytool(AUTHORITY, "-dname", "CN=Company", "-ext", "bc:c=ca:true");
        String pem = Base64.getMimeEncoder()
                .encodeToString(store().getCertificate(AUTHORITY).getEncoded());
        Files.writeString(certificate(), "-----BEGIN CERTIFICATE-----\n" + pem + "\n-----END CERTIFICATE-----\n");
    }

    /** Its certificate, in PEM. */
    public Path certificate() {
        return folder.resolve("ca.pem");
    }

    /** A running https server of that name, on any port of this machine, which answers everything with this JSON. */
    public HttpsServer serve(String host, String json)
            throws IOException, InterruptedException, GeneralSecurityException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context(host)));
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        server.start();
        return server;
    }

    /** Trusts those that it vouches for, and nobody else. */
    public SSLContext trusting() throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(certificate())) {
            trusted.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return tls;
    }

    /** For a server of that name. */
    public SSLContext context(String host) throws IOException, InterruptedException, GeneralSecurityException {
        keytool(host, "-dname", "CN=" + host, "-signer", AUTHORITY, "-ext", "san=dns:" + host);
        KeyStore all = store();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        char[] password = PASSWORD.toCharArray();
        keys.setKeyEntry(host, all.getKey(host, password), password, all.getCertificateChain(host));
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD.toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(own.getKeyManagers(), null, null);
        return tls;
    }

    private KeyStore store() throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(folder.resolve(STORE).toFile(), PASSWORD.toCharArray());
    }

    /** Makes a key and its certificate. */
    private void keytool(String alias, String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair"));
        line.addAll(List.of("-alias", alias, "-keystore", STORE, "-storepass", PASSWORD));
        line.addAll(List.of("-keyalg", "EC", "-validity", "2", "-J-XX:TieredStopAtLevel=1"));
        line.addAll(List.of(arguments));
        Process process = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("keytool: " + said);
        }
    }
}
