package com.osmtalk.voice.phone.sip;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one call in their file, which only its owner may read. The stack tells of a message after it was
 * sent, when its answer may have been told already; so one that comes late is put where it belongs.
 */
final class CallTrace {
    private @Nullable Path file;
    private final List<Entry> entries = new ArrayList<>();
    private long before = -1;

    /** Of a call whose name is not known yet: kept in memory until then. */
    CallTrace() {}

    CallTrace(Path file) {
        this.file = file;
    }

    /** Where it is kept from now on, what was told before included; the first one stays. */
    synchronized void keepIn(Path place) throws IOException {
        if (file == null) {
            file = place;
            writeFrom(place, 0);
        }
    }

    private record Entry(SIPMessage message, boolean sent, long time, byte[] text) {
        boolean follows(Entry other) {
            return time > other.time || time == other.time && sent != other.sent && answers(other);
        }

        /** Within one millisecond the clock can't tell. */
        private boolean answers(Entry other) {
            if (message.getCSeq().getSeqNumber() != other.message.getCSeq().getSeqNumber()) {
                return false;
            }
            if (message instanceof SIPRequest) {
                return method().equals(Request.ACK)
                        && other.method().equals(Request.INVITE)
                        && other.message instanceof SIPResponse response
                        && response.getStatusCode() >= 200;
            }
            return other.message instanceof SIPRequest && method().equals(other.method());
        }

        private String method() {
            return message.getCSeq().getMethod();
        }
    }

    /**
     * Adds a message; one that was received is added once, however often the stack tells of it.
     *
     * @param time when it was sent or came, in milliseconds
     * @param peer the far end's address
     * @param text the message without secrets
     */
    synchronized void add(SIPMessage message, boolean sent, long time, String peer, String text) throws IOException {
        if (!sent && entries.stream().anyMatch(entry -> entry.message == message)) {
            return;
        }
        String heading = Instant.ofEpochMilli(time) + (sent ? "  sent to " : "  received from ") + peer + "\n";
        Entry entry = new Entry(message, sent, time, (heading + text + "\n").getBytes(StandardCharsets.UTF_8));
        int index = entries.size();
        while (index > 0 && entries.get(index - 1).follows(entry)) {
            index--;
        }
        entries.add(index, entry);
        if (file != null) {
            writeFrom(file, index);
        }
    }

    private void writeFrom(Path place, int index) throws IOException {
        Files.createDirectories(place.toAbsolutePath().getParent(), ownerOnly(place, "rwx------"));
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(place, options, ownerOnly(place, "rw-------"))) {
            if (before < 0) {
                before = channel.size();
            }
            long start = before;
            for (Entry entry : entries.subList(0, index)) {
                start += entry.text().length;
            }
            channel.position(start);
            for (Entry entry : entries.subList(index, entries.size())) {
                ByteBuffer left = ByteBuffer.wrap(entry.text());
                while (left.hasRemaining()) {
                    channel.write(left);
                }
            }
        }
    }

    /** Permissions, where the file system knows them. */
    private static FileAttribute<?>[] ownerOnly(Path place, String permissions) {
        return place.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
