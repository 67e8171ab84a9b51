package com.osmtalk.voice.phone.sip;

import com.osmtalk.Waiting;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** One call of a {@link SipPhone}: what the phone does on it, and what has come on it. */
public final class SipPhoneCall {
    private final SipPhone phone;
    private final SocketAddress there;
    private final PhoneSound sound = new PhoneSound();
    private final List<SipText> received = new CopyOnWriteArrayList<>();
    private final Map<String, List<String>> refusals = new ConcurrentHashMap<>();
    private volatile String tag = UUID.randomUUID().toString().substring(0, 8);
    private volatile String callId = UUID.randomUUID().toString();
    private volatile SipText invite;
    private volatile String lastResponse = "";
    /** The far end, as our requests name it. */
    private volatile String remote = "";

    private volatile String local = "";
    private volatile String target = "";
    private volatile int sequence = 100;
    private volatile boolean acknowledges = true;

    SipPhoneCall(SipPhone phone, SocketAddress there) {
        this.phone = phone;
        this.there = there;
    }

    String callId() {
        return callId;
    }

    /** The INVITE that came, the latest one where it was repeated with credentials. */
    public SipText invite() {
        return invite;
    }

    public PhoneSound sound() {
        return sound;
    }

    void closeSound() {
        sound.close();
    }

    // ---- what comes

    void invited(SipText message) {
        received.add(message);
        invite = message;
        callId = message.header("Call-ID");
        remote = message.header("From");
        local = message.header("To") + ";tag=" + tag;
        target = SipText.address(message.header("Contact"));
    }

    void request(SipText message) {
        received.add(message);
        switch (message.method()) {
            case "ACK" -> {}
            case "CANCEL" -> {
                respond(message, "200 OK", "");
                respond(invite, "487 Request Terminated", "");
            }
            default -> {
                List<String> refusal = refusals.remove(message.method());
                if (refusal != null) {
                    respond(
                            message,
                            refusal.get(0),
                            "",
                            refusal.subList(1, refusal.size()).toArray(String[]::new));
                    return;
                }
                respond(message, "200 OK", message.body().isEmpty() ? "" : sound.description(""));
            }
        }
    }

    /** A retransmission: the response was lost, or is still to come. */
    void again(SipText message) {
        if (message.isRequest() && !lastResponse.isEmpty() && !message.method().equals("ACK")) {
            phone.send(lastResponse, there);
        }
    }

    void response(SipText message) {
        received.add(message);
        if (message.method().equals("INVITE") && message.status() >= 200) {
            remote = message.header("To");
            message.find("Contact").ifPresent(contact -> target = SipText.address(contact));
            if (message.status() < 300) {
                sound.sendTo(message.body());
                if (!acknowledges) {
                    return;
                }
            }
            send("ACK", "", Integer.parseInt(message.header("CSeq").split(" ")[0]));
        }
    }

    public SipText await(Predicate<SipText> such) {
        return Waiting.until(
                SipPhone.LIMIT, () -> received.stream().filter(such).findFirst());
    }

    public SipText awaitRequest(String method) {
        return await(message -> message.isRequest() && message.method().equals(method));
    }

    /** The first final response to our own INVITE. */
    public SipText awaitAnswer() {
        return await(message -> !message.isRequest() && message.method().equals("INVITE") && message.status() >= 200);
    }

    /** Whether somebody picks up in this time. */
    public boolean isAnsweredWithin(Duration limit) {
        try {
            return Waiting.until(
                                    limit,
                                    () -> received.stream()
                                            .filter(message -> !message.isRequest() && message.status() >= 200)
                                            .findFirst())
                            .status()
                    == 200;
        } catch (AssertionError silent) {
            return false;
        }
    }

    public SipText awaitResponse(String method, int status) {
        return await(message -> !message.isRequest() && message.method().equals(method) && message.status() == status);
    }

    public boolean has(Predicate<SipText> such) {
        return received.stream().anyMatch(such);
    }

    // ---- what the phone does with an INVITE

    public void ring() {
        respond(invite, "180 Ringing", "");
    }

    /** Early media: sound before the answer. */
    public void progress(String... headers) {
        respond(invite, "183 Session Progress", sound.description(invite.body()), headers);
    }

    public void answer(String... headers) {
        sound.sendTo(invite.body());
        respond(invite, "200 OK", sound.description(invite.body()), headers);
    }

    /** Answers with a description of its own making. */
    public void answerWith(String description) {
        respond(invite, "200 OK", description);
    }

    public void ringAndAnswer() {
        ring();
        answer();
    }

    /** @param status as {@code 486 Busy Here} */
    public void reject(String status, String... headers) {
        respond(invite, status, "", headers);
    }

    /** From now on as another one that the call has been forked to. */
    public SipPhoneCall withTag(String other) {
        tag = other;
        return this;
    }

    /** Refuses the next request of a method on the call. */
    public void onRequest(String method, String status, String... headers) {
        List<String> refusal = new ArrayList<>(List.of(status));
        refusal.addAll(List.of(headers));
        refusals.put(method, refusal);
    }

    /** Does as if nothing had come. */
    public void ignore() {}

    // ---- what it does on a call that is up

    public SipText bye() {
        return ask("BYE", "");
    }

    /** Hangs up from another address of the far end's. */
    public void byeFrom(SipPhone elsewhere) {
        sequence++;
        elsewhere.send(request("BYE", "", sequence).toString(), there);
    }

    /** Asks anew for the sound, in a direction such as {@code sendonly}. */
    public SipText reinvite(String direction) {
        return ask("INVITE", sound.description("") + "a=" + direction + "\r\n");
    }

    /** Sends a request in the dialog and gives its final response. */
    public SipText ask(String method, String body, String... headers) {
        sequence++;
        int number = sequence;
        send(method, body, number, headers);
        SipText answer = await(message -> !message.isRequest()
                && message.status() >= 200
                && message.header("CSeq").equals(number + " " + method));
        return answer;
    }

    /** Rings the far end, as a call that comes in there. */
    void invite(String to, String from, String... headers) {
        String host = ((InetSocketAddress) there).getAddress().getHostAddress();
        target = "sip:" + to + "@" + host + ":" + ((InetSocketAddress) there).getPort();
        remote = "<sip:" + to + "@" + host + ">";
        local = "<sip:" + from + "@" + phone.address() + ">;tag=" + tag;
        sequence++;
        send("INVITE", sound.description(""), sequence, headers);
    }

    /** Takes back an INVITE of ours that is not answered yet. */
    public void cancel() {
        send("CANCEL", "", sequence);
    }

    /** Whether the ACK to the far end's answer is sent, as it is by phones that live. */
    public SipPhoneCall withoutAck() {
        acknowledges = false;
        return this;
    }

    /** Takes the first INVITE of ours back, whatever was sent since. */
    void cancelInvite() {
        send("CANCEL", "", 101);
    }

    /** The first INVITE of ours, as it comes through another proxy. */
    void inviteAgainByAnotherWay() {
        SipText same = request("INVITE", sound.description(""), 101);
        phone.send(
                same.toString()
                        .replace(";branch=z9hG4bK", ";branch=z9hG4bKother")
                        .replace("To: " + remote, "To: " + remote.split(";tag=")[0]),
                there);
    }

    void send(String method, String body, int number, String... headers) {
        phone.send(request(method, body, number, headers).toString(), there);
    }

    private SipText request(String method, String body, int number, String... headers) {
        List<String> all = new ArrayList<>(List.of(
                "Via: SIP/2.0/" + phone.transport() + " " + phone.address() + ":" + phone.port()
                        + ";rport;branch=z9hG4bK" + tag + number
                        + (method.equals("ACK") ? "ack" : ""),
                "Max-Forwards: 70",
                "From: " + local,
                "To: " + remote,
                "Call-ID: " + callId,
                "CSeq: " + number + " " + method,
                contact()));
        // one that is given replaces ours
        for (String header : headers) {
            String name = header.substring(0, header.indexOf(':') + 1);
            all.removeIf(ours -> ours.startsWith(name));
        }
        all.addAll(List.of(headers));
        return SipText.of(method + " " + target + " SIP/2.0", body, all.toArray(String[]::new));
    }

    private String contact() {
        String parameter = phone.transport().equals("UDP") ? "" : ";transport=" + phone.transport();
        return "Contact: <sip:phone@" + phone.address() + ":" + phone.port() + parameter + ">";
    }

    void respond(SipText request, String status, String body, String... headers) {
        List<String> all = new ArrayList<>();
        request.all("Via").forEach(via -> all.add("Via: " + via));
        request.all("Record-Route").forEach(route -> all.add("Record-Route: " + route));
        all.add("From: " + request.header("From"));
        String to = request.header("To");
        all.add("To: " + (SipText.tag(to).isEmpty() ? to + ";tag=" + tag : to));
        all.add("Call-ID: " + request.header("Call-ID"));
        all.add("CSeq: " + request.header("CSeq"));
        all.addAll(List.of(headers));
        if (all.stream().noneMatch(line -> line.startsWith("Contact:"))) {
            all.add(contact());
        }
        // an empty one: none at all
        all.remove("Contact:");
        lastResponse = SipText.of("SIP/2.0 " + status, body, all.toArray(String[]::new))
                .toString();
        phone.send(lastResponse, there);
    }

    /** The INVITE's own header, empty where it has none. */
    public Optional<String> invited(String header) {
        return invite.find(header);
    }
}
