package com.osmtalk.voice.phone.sip;

import com.osmtalk.voice.phone.sip.TrunkTargets.Target;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * A small DNS server over UDP. It knows what it is told; a name that it was told nothing of does not exist.
 */
final class TestDns implements AutoCloseable {
    private static final int TTL = 60;

    private final DatagramSocket socket;
    private final Map<String, List<Record>> records = new ConcurrentHashMap<>();
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();
    private final List<String> silent = new CopyOnWriteArrayList<>();
    private final List<String> questions = new CopyOnWriteArrayList<>();

    TestDns() throws IOException {
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "test-dns");
        thread.setDaemon(true);
        thread.start();
    }

    /** @param data as in a zone file */
    TestDns record(String name, int type, String data) throws IOException {
        Record record = Record.fromString(Name.fromString(name + "."), type, DClass.IN, TTL, data, Name.root);
        records.computeIfAbsent(key(name + ".", type), key -> new CopyOnWriteArrayList<>())
                .add(record);
        return this;
    }

    TestDns a(String name, String address) throws IOException {
        return record(name, Type.A, address);
    }

    TestDns srv(String name, String data) throws IOException {
        return record(name, Type.SRV, data);
    }

    /** Answers questions of this type with an error. @param code one of {@link Rcode} */
    TestDns failing(String name, int type, int code) {
        failures.put(key(name + ".", type), code);
        return this;
    }

    /** Never answers questions about a name. */
    TestDns silent(String name) {
        silent.add(name + ".");
        return this;
    }

    /** What was asked, as {@code example.com. SRV}. */
    List<String> questions() {
        return questions;
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /** Targets as this server knows them. @param limit of each lookup */
    TrunkTargets targets(Duration limit, long seed) {
        return new TrunkTargets(
                new TrunkDns(() -> TrunkDns.session(List.of(address())).build(), limit), new Random(seed));
    }

    static List<String> written(List<Target> targets) {
        return targets.stream()
                .map(target -> target.address().getAddress().getHostAddress() + ":"
                        + target.address().getPort() + " " + target.transport())
                .toList();
    }

    private void serve() {
        byte[] buffer = new byte[4096];
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
                answer(packet);
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private void answer(DatagramPacket packet) throws IOException {
        Message query = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
        Record question = query.getQuestion();
        String name = question.getName().toString();
        String key = key(name, question.getType());
        questions.add(key);
        if (silent.contains(name)) {
            return;
        }
        Message answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.RA);
        answer.addRecord(question, Section.QUESTION);
        if (failures.containsKey(key)) {
            answer.getHeader().setRcode(failures.get(key));
        } else if (records.keySet().stream().noneMatch(known -> known.startsWith(name + " "))) {
            answer.getHeader().setRcode(Rcode.NXDOMAIN);
        }
        for (Record record : records.getOrDefault(key, new ArrayList<>())) {
            answer.addRecord(record, Section.ANSWER);
        }
        byte[] wire = answer.toWire();
        socket.send(new DatagramPacket(wire, wire.length, packet.getSocketAddress()));
    }

    private static String key(String name, int type) {
        return name + " " + Type.string(type);
    }

    @Override
    public void close() {
        socket.close();
    }
}
