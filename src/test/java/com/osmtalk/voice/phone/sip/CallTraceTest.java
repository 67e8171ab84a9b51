package com.osmtalk.voice.phone.sip;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of a call's messages, however the stack tells of them. */
class CallTraceTest {
    private static final long TIME = 1_700_000_000_000L;
    private static final String PEER = "192.0.2.7:5060";

    @TempDir
    private Path parent;

    @Test
    void eachMessageStandsOnceAndWhereItBelongs() throws Exception {
        SIPMessage ringing = message("SIP/2.0 180 Ringing", "1 INVITE");
        SIPMessage answer = message("SIP/2.0 200 OK", "1 INVITE");
        CallTraces traces = traces();
        // what was sent is told after its answer
        traces.message(ringing, PEER, false, TIME);
        traces.message(message("INVITE sip:a@example.com SIP/2.0", "1 INVITE"), PEER, true, TIME);
        traces.message(ringing, PEER, false, TIME + 1);
        traces.message(message("ACK sip:a@example.com SIP/2.0", "1 ACK"), PEER, true, TIME + 5);
        traces.message(answer, PEER, false, TIME + 5);
        traces.message(answer, PEER, false, TIME + 5);
        traces.message(message("SIP/2.0 200 OK", "7 BYE"), PEER, true, TIME + 9);
        traces.message(message("BYE sip:us@example.com SIP/2.0", "7 BYE"), PEER, false, TIME + 8);

        assertThat(kept())
                .extracting(line -> line.replaceFirst("^\\S+Z  ", ""))
                .containsExactly(
                        "sent to " + PEER,
                        "INVITE sip:a@example.com SIP/2.0",
                        "received from " + PEER,
                        "SIP/2.0 180 Ringing",
                        "received from " + PEER,
                        "SIP/2.0 200 OK",
                        "sent to " + PEER,
                        "ACK sip:a@example.com SIP/2.0",
                        "received from " + PEER,
                        "BYE sip:us@example.com SIP/2.0",
                        "sent to " + PEER,
                        "SIP/2.0 200 OK");
    }

    @Test
    void whatIsSentAgainIsKeptAgain() throws Exception {
        CallTraces traces = traces();
        SIPMessage invite = message("INVITE sip:a@example.com SIP/2.0", "1 INVITE");
        traces.message(invite, PEER, true, TIME);
        traces.message(invite, PEER, true, TIME + 500);

        assertThat(kept()).hasSize(4);
    }

    @Test
    void anEarlierFileIsContinued() throws Exception {
        traces().message(message("SIP/2.0 486 Busy Here", "1 INVITE"), PEER, false, TIME);
        traces().message(message("SIP/2.0 200 OK", "1 INVITE"), PEER, false, TIME);

        assertThat(kept()).contains("SIP/2.0 486 Busy Here", "SIP/2.0 200 OK");
    }

    @Test
    void onlyItsOwnerMayReadIt() throws Exception {
        Assumptions.assumeTrue(
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        traces().message(message("SIP/2.0 200 OK", "1 INVITE"), PEER, false, TIME);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    private CallTraces traces() {
        CallTraces traces = new CallTraces(folder());
        traces.begin("abc", "call_1");
        return traces;
    }

    private Path folder() {
        return parent.resolve("trace");
    }

    private Path file() {
        return folder().resolve("call_1.sip.txt");
    }

    /** The headings and the first lines. */
    private List<String> kept() throws Exception {
        return Files.readAllLines(file()).stream()
                .filter(line -> line.matches("\\S+Z  .*|SIP/2.0 .*|.* SIP/2.0"))
                .toList();
    }

    private static SIPMessage message(String firstLine, String sequence) throws Exception {
        String text =
                firstLine + "\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1\r\nFrom: <sip:us@example.com>;tag=1\r\n"
                        + "To: <sip:a@example.com>\r\nCall-ID: abc\r\nCSeq: " + sequence
                        + "\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n";
        return new StringMsgParser().parseSIPMessage(text.getBytes(StandardCharsets.UTF_8), true, false, null);
    }
}
