package com.osmtalk.server.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Tones;
import com.osmtalk.Visitor;
import com.osmtalk.Waiting;
import com.osmtalk.api.AnalysisStatus;
import com.osmtalk.api.Call;
import com.osmtalk.api.ConnectRequest;
import com.osmtalk.api.WebCall;
import com.osmtalk.contract.CheckedApi;
import com.osmtalk.contract.CheckedApi.Answer;
import com.osmtalk.server.TestServer;
import com.osmtalk.server.store.TestDatabase;
import com.osmtalk.voice.audio.Pcm;
import com.osmtalk.voice.audio.Wave;
import com.osmtalk.voice.speech.SpeechProvider;
import com.osmtalk.voice.speech.SpeechSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Recordings of web calls, from the sound to the link and its end. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class RecordingTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int CALLER = 300;

    private final Tones voices = new Tones();

    @RegisterExtension
    final TestServer server;

    RecordingTest(TestDatabase kind) {
        server = TestServer.create()
                .onDatabase(kind::newUrl)
                .withSpeech(() -> new SpeechSettings(List.of(service()), List.of(service()), ""));
    }

    @BeforeEach
    void letTheAgentRecord() {
        server.api().put("/api/agents/" + server.agentId(), "{\"recordingEnabled\": true}");
    }

    @AfterEach
    void stop() {
        voices.close();
    }

    @Test
    void bothSidesAreRecordedAndHeardThroughASignedLink() throws Exception {
        Call call = recorded(talk());

        byte[] mono = fetch(call.recordingUrl());
        byte[] stereo = fetch(call.recordingMultiChannelUrl());

        assertThat(mono.length - Wave.HEADER_BYTES).isGreaterThan(500 * Pcm.BYTES_PER_MILLISECOND);
        assertThat(stereo.length - Wave.HEADER_BYTES).isEqualTo(2 * (mono.length - Wave.HEADER_BYTES));
        assertThat(samples(stereo, 0)).contains(CALLER).doesNotContain(Tones.VOICE);
        assertThat(samples(stereo, 1)).contains(Tones.VOICE).doesNotContain(CALLER);
        assertThat(server.home().resolve("recordings/" + call.id() + ".caller.raw"))
                .doesNotExist();
        assertThat(server.api().get("/api/widget/calls/" + call.id()).text("/recordingUrl"))
                .contains("signature=");
    }

    @Test
    void whatWasHeardIsForItsOwnerAlone() throws Exception {
        Call call = recorded(talk());

        Path folder = server.home().resolve("recordings");
        assertThat(permissions(folder)).isEqualTo("rwx------");
        assertThat(permissions(folder.resolve(call.id() + ".wav"))).isEqualTo("rw-------");
        assertThat(permissions(folder.resolve(call.id() + ".stereo.wav"))).isEqualTo("rw-------");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void aLinkIsGoodForItsFileAndItsTimeOnly() {
        Call call = recorded(talk());
        URI link = URI.create(call.recordingUrl());
        String path = link.getPath();
        String query = link.getQuery();
        String expires = query.replaceAll("expires=(\\d+).*", "$1");
        String signature = query.replaceAll(".*signature=", "");

        for (String forged : new String[] {
            path,
            path + "?expires=" + expires,
            path + "?expires=" + expires + "&signature=" + signature.replace(signature.charAt(0), '0') + "0",
            path + "?expires=" + (Long.parseLong(expires) + 1) + "&signature=" + signature,
            path + "?expires=1&signature=" + signature,
            path + "?expires=x&signature=" + signature,
            path + "?expires=99999999999999999999&signature=" + signature,
            path.replace(".wav", ".stereo.wav") + "?" + query,
            "/api/recordings/signing-key?" + query,
            "/api/recordings/call_01K9ZQ4T7M2X5V8B3N6C1D0EFG.wav?" + query,
        }) {
            assertThat(server.api().anonymous().get(forged).status()).as(forged).isIn(404, 400);
        }
        assertThat(server.api().anonymous().get(path + "?" + query).status()).isEqualTo(200);
    }

    @Test
    void aPlayerMayAskForAPartOfARecording() {
        URI link = URI.create(recorded(talk()).recordingUrl());
        String path = link.getPath() + "?" + link.getQuery();
        CheckedApi anybody = server.api().anonymous();
        Answer whole = anybody.get(path);
        long size = Long.parseLong(whole.header("Content-Length"));

        Answer part = anybody.with("Range", "bytes=0-3").get(path);
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.response().body()).isEqualTo("RIFF");
        assertThat(part.header("Content-Range")).isEqualTo("bytes 0-3/" + size);
        assertThat(whole.header("Accept-Ranges")).isEqualTo("bytes");

        Answer behind = anybody.with("Range", "bytes=" + size + "-").get(path);
        assertThat(behind.status()).isEqualTo(416);
        assertThat(behind.header("Content-Range")).isEqualTo("bytes */" + size);
        assertThat(anybody.with("Range", "bytes=0-3")
                        .with("If-Range", "\"x\"")
                        .get(path)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void anAgentThatDoesNotRecordLeavesNothing() {
        server.api().put("/api/agents/" + server.agentId(), "{\"recordingEnabled\": false}");
        Call call = analysed(talk());

        assertThat(call.recordingUrl()).isNull();
        assertThat(files()).isEmpty();
    }

    @Test
    void aCallInWritingHasNoRecording() {
        WebCall waiting = connect();
        try (Visitor visitor = Visitor.join(waiting)) {
            visitor.awaitAgent("Hello");
            visitor.send("{\"type\": \"call.end\"}");
            visitor.await("call.ended");
        }
        assertThat(analysed(waiting).recordingUrl()).isNull();
        assertThat(files()).isEmpty();
    }

    @Test
    void whatIsOldIsDeletedWhereNobodyHasChosen() {
        Call call = recorded(talk());
        assertThat(call.recordingKeptDays()).isEqualTo(30);
        olderBy(Duration.ofDays(29));
        lookForOldOnes();
        Call other = recorded(talk());
        assertThat(get(call.id()).recordingUrl()).isNotNull();

        olderBy(Duration.ofDays(2));
        lookForOldOnes();

        Call deleted = deleted(call.id());
        assertThat(deleted.recordingKeptDays()).isEqualTo(30);
        assertThat(deleted.recordingUrl()).isNull();
        assertThat(deleted.transcript()).isNotEmpty();
        assertThat(get(other.id()).recordingMultiChannelUrl()).isNotNull();
        assertThat(files()).hasSize(2).allMatch(file -> file.toString().contains(other.id()));
        assertThat(server.api()
                        .anonymous()
                        .get(call.recordingUrl().replaceFirst("http://[^/]*", ""))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void anOrganisationKeepsThemForEverOrForFewerDays() {
        Call call = recorded(talk());
        keep("{\"keepDays\": null}");
        assertThat(get(call.id()).recordingKeptDays()).isNull();
        olderBy(Duration.ofDays(4_000));
        lookForOldOnes();
        Call young = recorded(talk());
        assertThat(get(call.id()).recordingUrl()).isNotNull();

        keep("{\"keepDays\": 7}");

        assertThat(deleted(call.id()).recordingKeptDays()).isEqualTo(7);
        assertThat(get(young.id()).recordingUrl()).isNotNull();
        assertThat(files()).hasSize(2).allMatch(file -> file.toString().contains(young.id()));
        keep("{}");
        assertThat(deleted(call.id()).recordingKeptDays()).isEqualTo(7);
    }

    @Test
    void aDeletionThatBreaksOffIsFinishedWhenTheServerIsBack() throws IOException {
        Call call = recorded(talk());
        Files.delete(server.home().resolve("recordings/" + call.id() + ".wav"));
        olderBy(Duration.ofDays(31));
        server.restart();
        lookForOldOnes();

        deleted(call.id());
        assertThat(files()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "3651", "1.5", "\"x\"", "99999999999", "true", "[]"})
    void aNumberOfDaysThatIsNoneIsRefused(String days) {
        Answer refused = server.api().put("/api/settings/recordings", "{\"keepDays\": " + days + "}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/details/fields/0/path")).isEqualTo("keepDays");
        assertThat(server.api().get("/api/settings/recordings").json().toString())
                .isEqualTo("{\"keepDays\":30}");
    }

    private void keep(String settings) {
        assertThat(server.api().put("/api/settings/recordings", settings).status())
                .isEqualTo(200);
    }

    private void olderBy(Duration age) {
        server.database()
                .transaction(
                        handle -> handle.execute("UPDATE recordings SET created_at = created_at - ?", age.toMillis()));
    }

    private void lookForOldOnes() {
        server.database()
                .transaction(handle -> handle.execute(
                        "UPDATE outside_jobs SET execution_time = ? WHERE task_name = 'delete-old-recordings'",
                        Timestamp.from(Instant.now())));
    }

    private Call deleted(String callId) {
        return Waiting.until(LIMIT, () -> Optional.of(get(callId)).filter(found -> found.recordingDeletedAt() != null));
    }

    @Test
    void aLinkStaysGoodWhenTheServerIsStartedAgain() {
        Call call = recorded(talk());
        server.restart();

        Answer answer = server.api().anonymous().get(call.recordingUrl().replaceFirst("http://[^/]*", ""));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("audio/wav");
    }

    @Test
    void aLinkLeadsToWhereOthersReachTheServer() {
        Call call = recorded(talk());
        server.withPublicUrl(URI.create("https://calls.example.com")).restart();

        assertThat(get(call.id()).recordingUrl())
                .startsWith("https://calls.example.com/api/recordings/" + call.id() + ".wav?expires=");
    }

    @Test
    void aServerThatStopsInTheCallLeavesARecordingOfItsBeginning() {
        WebCall waiting = connect();
        try (Visitor visitor = join(waiting)) {
            Waiting.untilTrue(LIMIT, () -> visitor.frames.size() > 10);
            server.restart();
        }
        recorded(waiting);
    }

    private WebCall talk() {
        WebCall waiting = connect();
        try (Visitor visitor = join(waiting)) {
            for (int i = 0; i < 10; i++) {
                visitor.send(Tones.of(CALLER, Pcm.FRAME_BYTES));
            }
            Waiting.untilTrue(LIMIT, () -> visitor.frames.size() > 40);
            visitor.send("{\"type\": \"call.end\"}");
            visitor.await("call.ended");
        }
        return waiting;
    }

    private static Visitor join(WebCall waiting) {
        Visitor visitor = Visitor.at(waiting.url());
        visitor.send("{\"type\": \"session.start\", \"audio\": true, \"token\": \"" + waiting.token() + "\"}");
        visitor.await("session.started");
        return visitor;
    }

    private WebCall connect() {
        return server.client()
                .widget()
                .connect(
                        server.agentId(),
                        new ConnectRequest(null, null, null),
                        UUID.randomUUID().toString());
    }

    private Call recorded(WebCall call) {
        return Waiting.until(
                LIMIT, () -> Optional.of(get(call.callId())).filter(found -> found.recordingUrl() != null));
    }

    /** Once a job that comes after that of the recording has run. */
    private Call analysed(WebCall call) {
        return Waiting.until(
                LIMIT,
                () -> Optional.of(get(call.callId()))
                        .filter(found ->
                                found.analysis() != null && found.analysis().status() == AnalysisStatus.DONE));
    }

    private Call get(String callId) {
        return server.client().widget().getCall(callId);
    }

    private Stream<Path> files() {
        try {
            return Files.list(server.home().resolve("recordings"))
                    .filter(file -> file.getFileName().toString().startsWith("call_"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] fetch(String url) throws Exception {
        HttpResponse<byte[]> response = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(new String(response.body(), 0, 4, StandardCharsets.US_ASCII)).isEqualTo("RIFF");
        return response.body();
    }

    private static int[] samples(byte[] stereo, int channel) {
        ByteBuffer in = ByteBuffer.wrap(stereo).order(ByteOrder.LITTLE_ENDIAN);
        int[] samples = new int[(stereo.length - Wave.HEADER_BYTES) / 4];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = in.getShort(Wave.HEADER_BYTES + 4 * i + 2 * channel);
        }
        return samples;
    }

    private SpeechSettings.Service service() {
        return new SpeechSettings.Service(SpeechProvider.OPENAI, voices.url(), null, "test", "alloy");
    }
}
