package com.osmtalk.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.osmtalk.Waiting;
import com.osmtalk.api.Json;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * A telephone: baresip, registered with the provider under its number. A test does with it what a person does: dial,
 * answer, speak, press keys, hold, hang up; and hears what came out of its earpiece, which it records.
 */
final class Baresip implements AutoCloseable {
    /** What it does with a call that comes in. */
    enum Answers {
        AUTO,
        MANUAL
    }

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration LONGEST = Duration.ofMinutes(3);
    /** After so many bytes of silence, 800 ms, the far end has finished. */
    private static final int PAUSE = 800 * Sounds.BYTES_PER_MILLISECOND;

    private final ForeignProgram program;
    private final Path folder;
    private final String number;
    private final Socket control;
    private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
    private int commands;
    private int heardUntil;

    private Baresip(ForeignProgram program, Path folder, String number, Socket control) {
        this.program = program;
        this.folder = folder;
        this.number = number;
        this.control = control;
        Thread reader = new Thread(this::read, "baresip-" + number);
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts one and waits until it is registered.
     *
     * @param folder for its files, a new one
     * @param number without plus
     * @param parameters of its account, each with a semicolon before it
     */
    static Baresip start(Path folder, Kamailio provider, String number, Answers answers, String parameters) {
        int controlPort = Network.freePort();
        try {
            Files.createDirectories(folder);
            Path silence = Sounds.silence(folder.resolve("silence.wav"));
            Files.writeString(folder.resolve("config"), """
                    sip_listen %1$s:%2$d
                    poll_method epoll
                    call_max_calls 4
                    call_local_timeout 60
                    audio_source aufile,%3$s
                    audio_player aubridge,earpiece
                    audio_alert aubridge,bell
                    audio_buffer 60
                    jitter_buffer_delay 2-4
                    rtp_timeout 8
                    snd_path %4$s
                    ctrl_tcp_listen 127.0.0.1:%5$d
                    module_path /usr/lib/baresip/modules
                    module g711.so
                    module g722.so
                    module opus.so
                    module sndfile.so
                    module aufile.so
                    module aubridge.so
                    module srtp.so
                    module_tmp uuid.so
                    module_tmp account.so
                    module_app menu.so
                    module_app ctrl_tcp.so
                    """.formatted(
                            Network.address().getHostAddress(), Network.freePort(), silence, folder, controlPort));
            Files.writeString(
                    folder.resolve("accounts"),
                    "<sip:%s@%s:%d>;auth_user=%1$s;auth_pass=%s;regint=600;answermode=%s;dtmfmode=rtpevent%s\n"
                            .formatted(
                                    number,
                                    provider.host(),
                                    provider.port(),
                                    Kamailio.password(number),
                                    answers == Answers.AUTO ? "auto" : "manual",
                                    parameters));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ForeignProgram program = ForeignProgram.start(
                folder.resolve("log"), List.of("stdbuf", "-oL", "baresip", "-4", "-f", folder.toString()));
        try {
            Socket control = Waiting.until(LIMIT, () -> {
                program.check();
                try {
                    return Optional.of(new Socket(InetAddress.getLoopbackAddress(), controlPort));
                } catch (IOException notYet) {
                    return Optional.empty();
                }
            });
            Baresip phone = new Baresip(program, folder, number, control);
            Waiting.untilTrue(LIMIT, () -> phone.command("reginfo", "").contains("OK"));
            return phone;
        } catch (RuntimeException | Error e) {
            // it would answer the next test's calls
            program.close();
            throw e;
        }
    }

    String number() {
        return number;
    }

    void dial(String uri) {
        command("dial", uri);
    }

    /** Says a sentence into the call. */
    void say(String sentence) {
        command("ausrc", "aufile," + Sounds.speech(sentence, folder));
    }

    /** Says sentences one after the other, with pauses; returns when they are said. */
    void sayAll(List<String> sentences) {
        Path file = Sounds.speech(sentences, folder);
        int start = heardMilliseconds();
        int length = Sounds.milliseconds(file) - Sounds.SILENCE_MILLISECONDS;
        command("ausrc", "aufile," + file);
        // the earpiece has a sample for each that the microphone has
        Waiting.untilTrue(LONGEST, () -> heardMilliseconds() - start > length + 1_000);
    }

    void press(String keys) {
        command("sndcode", keys);
    }

    void accept() {
        command("accept", "");
    }

    void hold() {
        command("hold", "");
    }

    void resume() {
        command("resume", "");
    }

    /** Ends the call; one that rings is refused as busy. */
    void hangUp() {
        command("hangup", "");
    }

    /** Waits for an event of the call, such as CALL_ESTABLISHED. */
    JsonNode await(String type) {
        return await(type, 1);
    }

    /** @param times how many of them have come by then */
    JsonNode await(String type, int times) {
        return Waiting.until(LIMIT, () -> {
            program.check();
            return messages.stream()
                    .filter(event -> event.path("type").asText().equals(type))
                    .skip(times - 1)
                    .findFirst();
        });
    }

    boolean has(String type) {
        return count(type) > 0;
    }

    /** Whether the call that was established last has ended. */
    private boolean isOver() {
        List<String> types =
                messages.stream().map(message -> message.path("type").asText()).toList();
        return types.lastIndexOf("CALL_CLOSED") > types.lastIndexOf("CALL_ESTABLISHED");
    }

    /** How many of these events have come. */
    int count(String type) {
        return (int) messages.stream()
                .filter(event -> event.path("type").asText().equals(type))
                .count();
    }

    /** The keys pressed at the far end. */
    String keys() {
        StringBuilder keys = new StringBuilder();
        for (JsonNode event : messages) {
            if (event.path("type").asText().equals("CALL_DTMF_START")) {
                keys.append(event.path("param").asText());
            }
        }
        return keys.toString();
    }

    /** The sentences that came out of its earpiece so far. */
    List<String> heard(PocketSphinx ear) {
        return recordings().stream()
                .flatMap(recording -> ear.sentences(recording).stream())
                .toList();
    }

    /**
     * Waits until the far end has said something since the last time, and has been quiet for a while: what it said.
     * A person at the phone would speak now.
     */
    String hearTurn(PocketSphinx ear) {
        byte[] turn = Waiting.until(LIMIT, () -> {
            program.check();
            if (isOver()) {
                throw new AssertionError("the call is over");
            }
            byte[] sound = Sounds.of(recordings());
            int quiet = sound.length - Sounds.lastLoud(sound);
            return Sounds.lastLoud(sound) > heardUntil && quiet >= PAUSE ? Optional.of(sound) : Optional.empty();
        });
        List<String> sentences = ear.sentences(turn, heardUntil, turn.length - heardUntil, 1);
        heardUntil = turn.length;
        return String.join(" ", sentences);
    }

    /** Whether a voice came out of its earpiece in the last so many milliseconds. */
    boolean hearsVoice(int milliseconds) {
        byte[] sound = Sounds.of(recordings());
        int last = Sounds.lastLoud(sound);
        return last > 0 && sound.length - last < milliseconds * Sounds.BYTES_PER_MILLISECOND;
    }

    /** How long its earpiece has been on, in milliseconds of sound. */
    int heardMilliseconds() {
        return Sounds.of(recordings()).length / Sounds.BYTES_PER_MILLISECOND;
    }

    /** What came out of its earpiece so far, a file for each time that the sound was agreed on anew. */
    List<Path> recordings() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith("-dec.wav"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String log() {
        return program.log();
    }

    /**
     * Commands and what comes of them are JSON in netstrings: the length, a colon, the text, a comma.
     *
     * @return its answer
     */
    private synchronized String command(String name, String parameters) {
        String token = "command" + ++commands;
        ObjectNode message = Json.MAPPER.createObjectNode().put("command", name).put("token", token);
        if (!parameters.isEmpty()) {
            message.put("params", parameters);
        }
        byte[] text = message.toString().getBytes(StandardCharsets.UTF_8);
        try {
            control.getOutputStream().write((text.length + ":" + message + ",").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        JsonNode answer = Waiting.until(LIMIT, () -> {
            program.check();
            return messages.stream()
                    .filter(received -> received.path("token").asText().equals(token))
                    .findFirst();
        });
        if (!answer.path("ok").asBoolean()) {
            throw new AssertionError(
                    name + " " + parameters + ": " + answer.path("data").asText());
        }
        return answer.path("data").asText();
    }

    private void read() {
        try (InputStream in = new BufferedInputStream(control.getInputStream())) {
            while (true) {
                int length = 0;
                for (int digit = in.read(); digit != ':'; digit = in.read()) {
                    if (digit < 0) {
                        return;
                    }
                    length = length * 10 + digit - '0';
                }
                messages.add(Json.MAPPER.readTree(in.readNBytes(length)));
                in.skipNBytes(1);
            }
        } catch (IOException closed) {
            // the phone is switched off
        }
    }

    @Override
    public void close() {
        try {
            control.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            program.close();
        }
    }
}
