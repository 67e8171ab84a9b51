package com.osmtalk.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes a {@link ClassArchive}, as a program of its own: runs the program as an assistant does, in a folder that is
 * thrown away and with nothing of the user's settings, on a server of its own or as a client of one that is not there.
 * The launcher's training is the same.
 */
final class ClassArchiveTraining {
    /** An assistant's session, from its opening to a call. */
    private static final String SESSION = """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},\
            "clientInfo":{"name":"training","version":"1"}}}
            {"jsonrpc":"2.0","method":"notifications/initialized"}
            {"jsonrpc":"2.0","id":2,"method":"ping"}
            {"jsonrpc":"2.0","id":3,"method":"tools/list","params":{}}
            {"jsonrpc":"2.0","id":4,"method":"tools/call","params":{"name":"list_agents","arguments":{}}}
            {"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"start_outbound_call",\
            "arguments":{"agent":"Appointment reminder","to":"+12025550101"}}}
            """;

    /** What a process needs of its surroundings; on Windows, no network works without the first. */
    private static final Set<String> KEPT =
            Set.of("SystemRoot", "PATH", "Path", "TEMP", "TMP", "LC_ALL", "LC_CTYPE", "LANG");

    private ClassArchiveTraining() {}

    /** @param arguments the jar, and {@code client} or {@code server} */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path jar = Path.of(arguments[0]);
        boolean isClient = arguments[1].equals("client");
        ClassArchive.of(jar, isClient, Environment.ofProcess().all())
                .make((archive, work) -> run(jar, isClient, archive, work));
    }

    private static void run(Path jar, boolean isClient, Path archive, Path work)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(QuickStart.java()));
        command.addAll(QuickStart.options(isClient));
        command.add("-D" + QuickStart.STARTED_BY + "=training");
        command.addAll(List.of("-XX:ArchiveClassesAtExit=" + archive, "-jar", jar.toString(), "mcp"));
        ProcessBuilder program =
                new ProcessBuilder(command).redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD);
        Map<String, String> environment = program.environment();
        environment.keySet().retainAll(KEPT);
        environment.put("HOME", work.toString());
        environment.put(Setting.HOME.variable(), work.resolve("home").toString());
        if (isClient) {
            environment.put(Setting.API_KEY.variable(), "training");
            environment.put(Setting.API_URL.variable(), "http://127.0.0.1:9");
        }
        Process process = program.start();
        try (OutputStream to = process.getOutputStream()) {
            to.write(SESSION.getBytes(StandardCharsets.UTF_8));
        }
        process.waitFor();
    }
}
