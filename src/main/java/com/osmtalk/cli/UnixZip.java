package com.osmtalk.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A ZIP archive whose programs stay executable. Java's own archives either have no permissions or have entries for folders,
 * which the tool that unpacks MCP bundles takes for files.
 *
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">the format, 4.3.12 and 4.3.16</a>
 */
final class UnixZip {
    private static final int END_LENGTH = 22;
    private static final int END_TO_DIRECTORY = 16;
    private static final int ENTRY_LENGTH = 46;
    private static final int ENTRY_TO_SYSTEM = 5;
    private static final int ENTRY_TO_NAME_LENGTH = 28;
    private static final int ENTRY_TO_MODE = 40;
    private static final byte UNIX = 3;
    private static final int PLAIN = 0100644;
    private static final int EXECUTABLE = 0100755;

    private UnixZip() {}

    /** Packs what is in a folder. */
    static void pack(Path folder, Path zip) throws IOException {
        Map<String, Integer> modes = new LinkedHashMap<>();
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (Path file : files) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                modes.put(name, Files.isExecutable(file) ? EXECUTABLE : PLAIN);
                out.putNextEntry(new ZipEntry(name));
                Files.copy(file, out);
            }
        }
        setModes(zip, modes);
    }

    private static void setModes(Path zip, Map<String, Integer> modes) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(zip)).order(ByteOrder.LITTLE_ENDIAN);
        int entry = bytes.getInt(bytes.limit() - END_LENGTH + END_TO_DIRECTORY);
        for (int number = 0; number < modes.size(); number++) {
            int nameLength = Short.toUnsignedInt(bytes.getShort(entry + ENTRY_TO_NAME_LENGTH));
            String name = new String(bytes.array(), entry + ENTRY_LENGTH, nameLength, StandardCharsets.UTF_8);
            bytes.put(entry + ENTRY_TO_SYSTEM, UNIX);
            bytes.putShort(entry + ENTRY_TO_MODE, modes.get(name).shortValue());
            int extra = Short.toUnsignedInt(bytes.getShort(entry + ENTRY_TO_NAME_LENGTH + 2));
            int comment = Short.toUnsignedInt(bytes.getShort(entry + ENTRY_TO_NAME_LENGTH + 4));
            entry += ENTRY_LENGTH + nameLength + extra + comment;
        }
        Files.write(zip, bytes.array(), StandardOpenOption.TRUNCATE_EXISTING);
    }
}
