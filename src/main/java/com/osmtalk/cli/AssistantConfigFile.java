package com.osmtalk.cli;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** An assistant's configuration as a file: whether that assistant can read it at all. */
final class AssistantConfigFile {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();

    /** Far more than any has: that of Claude Code, with all its projects, has a few megabytes. */
    private static final long LARGEST = 64 << 20;

    private static final String SUBJECT = "file";
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final String SAVE_AS_UTF8 =
            "Save it as UTF-8 without a BOM; Notepad offers the encodings in" + " \"Save as\".";

    private final AssistantApp assistant;
    private final Path file;
    private final List<CheckResult> findings;

    /** @param findings where what is found is added */
    AssistantConfigFile(AssistantApp assistant, Path file, List<CheckResult> findings) {
        this.assistant = assistant;
        this.file = file;
        this.findings = findings;
    }

    /** What it holds. @return empty: nothing that can be read; a finding says why */
    Optional<JsonNode> read(String entry) {
        if (Files.isDirectory(file)) {
            return wrong(file + " is a folder", "Name the file in it.");
        } else if (!Files.exists(file)) {
            return wrong("there is no " + file, "Make it, with " + entry + " in it.");
        }
        byte[] bytes;
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
                return wrong(file + " is no file that an assistant could read", "Name its configuration.");
            }
            bytes = Files.readAllBytes(file);
        } catch (AccessDeniedException e) {
            return wrong(file + " can't be read: permission denied", "Look at its permissions.");
        } catch (IOException e) {
            return wrong(file + " can't be read: " + e.getMessage(), "Look at whether it is a file, and in use.");
        }
        Optional<String> text = text(bytes);
        return text.flatMap(known -> parsed(known, entry));
    }

    private Optional<String> text(byte[] bytes) {
        if (isUtf16(bytes)) {
            wrong(file + " is saved as UTF-16, which " + assistant.title() + " can't read", SAVE_AS_UTF8);
            return Optional.empty();
        }
        try {
            return Optional.of(decoded(bytes, StandardCharsets.UTF_8));
        } catch (CharacterCodingException e) {
            wrong(file + " is not saved as UTF-8: it has letters of another encoding", SAVE_AS_UTF8);
            return Optional.empty();
        }
    }

    private static String decoded(byte[] bytes, Charset encoding) throws CharacterCodingException {
        return encoding.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }

    /** By its mark, or by the zeros that every other byte of such a file is. */
    private static boolean isUtf16(byte[] bytes) {
        if (bytes.length < 2) {
            return false;
        }
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        return first == 0xff && second == 0xfe || first == 0xfe && second == 0xff || first == 0 || second == 0;
    }

    private Optional<JsonNode> parsed(String saved, String entry) {
        boolean marked = !saved.isEmpty() && saved.charAt(0) == BYTE_ORDER_MARK;
        if (marked && assistant != AssistantApp.VSCODE) {
            wrong(
                    file + " begins with a byte order mark (BOM), which " + assistant.title() + " can't read",
                    SAVE_AS_UTF8);
        }
        String text = marked ? saved.substring(1) : saved;
        if (text.isBlank()) {
            return wrong(file + " is empty", "Put in " + entry + ".");
        }
        Optional<ConfigSyntax.Fault> fault = ConfigSyntax.in(text, assistant.isRelaxed());
        if (fault.isPresent()) {
            return wrong(
                    file + " is no JSON: " + fault.get().sentence(),
                    "Look at line " + fault.get().line() + ", column "
                            + fault.get().column() + ".");
        }
        try {
            JsonNode content = MAPPER.readTree(text);
            if (!content.isObject()) {
                return wrong(file + " does not hold an object in braces", "Put in " + entry + ".");
            }
            if (findings.isEmpty()) {
                findings.add(CheckResult.ok(SUBJECT, assistant.title() + " reads " + file));
            }
            return Optional.of(content);
        } catch (IOException e) {
            return wrong(file + " is no JSON that can be read", "Look at very long numbers and deep brackets in it.");
        }
    }

    private Optional<JsonNode> wrong(String sentence, String whatToDo) {
        findings.add(CheckResult.wrong(SUBJECT, sentence, whatToDo));
        return Optional.empty();
    }
}
