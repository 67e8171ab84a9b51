package com.osmtalk.voice.phone.sip;

import com.osmtalk.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A registrar over UDP that knows one user, {@code alice} with the password {@code wonderland}. It asks for a digest
 * by hand, and answers then as it was told to.
 */
final class TestRegistrar implements AutoCloseable {
    static final Duration LIMIT = Duration.ofMinutes(1);

    private static final Pattern PARAMETER = Pattern.compile("([a-z]+)=\"?([^\",]*)\"?");

    private final DatagramSocket socket;
    private final List<SipText> requests = new CopyOnWriteArrayList<>();
    private final List<String> contacts = new CopyOnWriteArrayList<>();
    private volatile String algorithm = "MD5";
    private volatile int expires = 3600;
    private volatile int leastExpires;
    private volatile String received = "";
    private volatile String refusal = "";
    private volatile boolean silent;
    private volatile boolean asksForPassword = true;
    private volatile int staleNonces;
    private volatile String nonce = "n";
    private int nonces;

    TestRegistrar() {
        this("127.0.0.1", 0);
    }

    TestRegistrar(String address, int port) {
        try {
            socket = new DatagramSocket(port, InetAddress.getByName(address));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread reader = new Thread(this::read, "test-registrar");
        reader.setDaemon(true);
        reader.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    TestRegistrar algorithm(String name) {
        algorithm = name;
        return this;
    }

    /** For how long a registration holds here, whatever was asked for. */
    TestRegistrar expires(int seconds) {
        expires = seconds;
        return this;
    }

    /** Less is refused with 423. */
    TestRegistrar leastExpires(int seconds) {
        leastExpires = seconds;
        return this;
    }

    /** Says in each answer that it sees requests come from there, as if NAT were between. */
    TestRegistrar seeing(String addressAndPort) {
        received = addressAndPort;
        return this;
    }

    /** Answers everything with this, such as {@code 503 Out of service}; empty: as usual. */
    TestRegistrar refusing(String statusAndReason) {
        refusal = statusAndReason;
        return this;
    }

    TestRegistrar silent() {
        silent = true;
        return this;
    }

    TestRegistrar withoutPassword() {
        asksForPassword = false;
        return this;
    }

    /** Finds this many nonces too old although they are used at once. */
    TestRegistrar staleNonces(int count) {
        staleNonces = count;
        return this;
    }

    /** Its nonces begin with this. */
    TestRegistrar nonces(String prefix) {
        nonce = prefix;
        return this;
    }

    /** What is registered now. */
    List<String> contacts() {
        return contacts;
    }

    List<SipText> requests(String method) {
        return requests.stream()
                .filter(request -> request.method().equals(method))
                .toList();
    }

    /** The request that is this one of its method, as soon as it has come. */
    SipText request(String method, int index) {
        return Waiting.until(LIMIT, () -> {
            List<SipText> all = requests(method);
            return index < all.size() ? Optional.of(all.get(index)) : Optional.empty();
        });
    }

    private void read() {
        byte[] bytes = new byte[65_536];
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
            try {
                socket.receive(packet);
                String text = new String(bytes, 0, packet.getLength(), StandardCharsets.UTF_8);
                if (!silent && !text.isBlank()) {
                    take(SipText.parse(text), packet.getSocketAddress());
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void take(SipText request, SocketAddress from) throws IOException {
        if (!request.isRequest() || requests.contains(request)) {
            return;
        }
        requests.add(request);
        if (!refusal.isEmpty()) {
            answer(request, from, refusal);
            return;
        }
        Optional<String> authorization = request.find("Authorization");
        if (asksForPassword && authorization.isEmpty()) {
            challenge(request, from, "");
        } else if (asksForPassword && staleNonces > 0) {
            staleNonces--;
            challenge(request, from, ", stale=true");
        } else if (asksForPassword && !isRight(request, authorization.orElseThrow())) {
            challenge(request, from, "");
        } else if (request.method().equals("REGISTER")) {
            register(request, from);
        } else {
            answer(request, from, "200 OK");
        }
    }

    private void challenge(SipText request, SocketAddress from, String more) throws IOException {
        nonces++;
        answer(
                request,
                from,
                "401 Unauthorized",
                "WWW-Authenticate: Digest realm=\"test\", nonce=\"" + nonce + nonces + "\", qop=\"auth\", algorithm="
                        + algorithm + more);
    }

    private void register(SipText request, SocketAddress from) throws IOException {
        int asked = Integer.parseInt(request.header("Expires"));
        if (asked > 0 && asked < leastExpires) {
            answer(request, from, "423 Interval Too Brief", "Min-Expires: " + leastExpires);
            return;
        }
        for (String contact : String.join(",", request.all("Contact")).split(",")) {
            String address = SipText.address(contact);
            contacts.remove(address);
            if (asked > 0 && !contact.endsWith(";expires=0")) {
                contacts.add(address);
            }
        }
        List<String> headers = new ArrayList<>();
        contacts.forEach(contact -> headers.add("Contact: <" + contact + ">;expires=" + expires));
        answer(request, from, "200 OK", headers.toArray(String[]::new));
    }

    /** RFC 7616, 3.4.1, with {@code qop=auth}. */
    private boolean isRight(SipText request, String authorization) {
        String user = parameter(authorization, "username");
        String secret = hash(user + ":test:wonderland");
        String asked = hash(request.method() + ":" + parameter(authorization, "uri"));
        String right = hash(String.join(
                ":",
                secret,
                parameter(authorization, "nonce"),
                parameter(authorization, "nc"),
                parameter(authorization, "cnonce"),
                "auth",
                asked));
        return user.equals("alice") && right.equals(parameter(authorization, "response"));
    }

    private String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String parameter(String authorization, String name) {
        Matcher matcher = PARAMETER.matcher(authorization);
        while (matcher.find()) {
            if (matcher.group(1).equals(name)) {
                return matcher.group(2);
            }
        }
        throw new AssertionError("no " + name + " in " + authorization);
    }

    private void answer(SipText request, SocketAddress from, String status, String... more) throws IOException {
        List<String> headers = new ArrayList<>();
        String[] seen = received.split(":");
        request.all("Via")
                .forEach(via -> headers.add("Via: "
                        + (received.isEmpty()
                                ? via
                                : via.replaceAll(";rport(=\\d*)?", "") + ";received=" + seen[0] + ";rport="
                                        + seen[1])));
        headers.add("From: " + request.header("From"));
        headers.add("To: " + request.header("To") + ";tag=registrar");
        headers.add("Call-ID: " + request.header("Call-ID"));
        headers.add("CSeq: " + request.header("CSeq"));
        headers.addAll(List.of(more));
        byte[] bytes = SipText.of("SIP/2.0 " + status, "", headers.toArray(String[]::new))
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        socket.send(new DatagramPacket(bytes, bytes.length, from));
    }

    @Override
    public void close() {
        socket.close();
    }
}
