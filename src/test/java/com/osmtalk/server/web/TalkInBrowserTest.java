package com.osmtalk.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.osmtalk.Browser;
import com.osmtalk.Tones;
import com.osmtalk.Waiting;
import com.osmtalk.api.Call;
import com.osmtalk.api.CallStatus;
import com.osmtalk.api.ConnectRequest;
import com.osmtalk.api.EndedBy;
import com.osmtalk.api.WebCall;
import com.osmtalk.server.TestServer;
import com.osmtalk.voice.speech.SpeechProvider;
import com.osmtalk.voice.speech.SpeechSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The page of a web call in a real browser, where one is installed. */
class TalkInBrowserTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Tones voices = new Tones();

    @RegisterExtension
    final TestServer server = TestServer.create()
            .withSpeed(1)
            .withSpeech(() -> new SpeechSettings(List.of(service()), List.of(service()), ""));

    @TempDir
    private Path profile;

    private Browser browser;

    @BeforeEach
    void start() throws Exception {
        Optional<Path> installed = Browser.installed();
        assumeTrue(installed.isPresent(), "no browser is installed");
        server.api().put("/api/agents/" + server.agentId(), "{\"recordingEnabled\": true}");
        browser = new Browser(installed.get(), profile);
    }

    @AfterEach
    void stop() throws Exception {
        voices.close();
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void aPersonReadsHearsWritesSpeaksAndHangsUp() {
        WebCall call = connect();
        browser.open(call.page());
        assertThat(browser.evaluate("document.body.dataset.state")).isEqualTo("ready");

        browser.click("start");
        browser.await("document.querySelector('#lines .agent')?.innerText.includes('Hello Asha')");
        assertThat(browser.evaluate("location.href")).as("the token is used").isEqualTo(server.url() + "/talk/");

        browser.evaluate("document.getElementById('words').value = 'That is fine with me.';"
                + "document.getElementById('writing').requestSubmit()");
        browser.await("document.querySelector('#lines .caller')?.innerText.includes('That is fine with me.')");

        browser.click("microphone");
        browser.await("document.getElementById('microphone').getAttribute('aria-pressed') === 'true'");
        Path track = server.home().resolve("recordings/" + call.callId() + ".caller.raw");
        Waiting.untilTrue(LIMIT, () -> track.toFile().length() > 10 * 640);

        browser.click("end");
        browser.await("document.body.dataset.state === 'over'");
        assertThat(browser.evaluate("document.getElementById('status').textContent"))
                .startsWith("You hung up after 0:");
        Call ended = Waiting.until(
                LIMIT,
                () -> Optional.of(server.client().widget().getCall(call.callId()))
                        .filter(one -> one.status().isTerminal()));
        assertThat(ended.status()).isEqualTo(CallStatus.COMPLETED);
        assertThat(ended.endedBy()).isEqualTo(EndedBy.CALLER);
    }

    @Test
    void aLinkThatWasUsedOrLeadsElsewhereSaysSo() {
        WebCall call = connect();
        String elsewhere = call.page().replaceFirst("url=[^&]*", "url=ws%3A%2F%2F127.0.0.1%3A9%2Fv1");
        browser.open(elsewhere);
        browser.click("start");
        browser.await("document.body.dataset.state === 'over'");
        assertThat(browser.evaluate("document.getElementById('status').textContent"))
                .contains("Ask for a new link");

        browser.open(server.url() + "/talk/");
        assertThat(browser.evaluate("document.getElementById('status').textContent"))
                .contains("There is no call here");
    }

    private WebCall connect() {
        return server.client()
                .widget()
                .connect(
                        server.agentId(),
                        new ConnectRequest(null, Map.of("first_name", "Asha", "day", "Tuesday"), null),
                        UUID.randomUUID().toString());
    }

    private SpeechSettings.Service service() {
        return new SpeechSettings.Service(SpeechProvider.OPENAI, voices.url(), null, "any", "alloy");
    }
}
