package com.osmtalk.server.store.blob;

import com.osmtalk.server.secret.OwnerOnly;
import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The {@link BlobStorage} of a single server: files of a folder, each readable by its owner only.
 *
 * <p>A content is written to a draft beside it and renamed, which replaces a file in one step. A draft that a dying
 * process has left is overwritten when the content is put again.
 */
public final class BlobFolder implements BlobStorage {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final String DRAFT = ".tmp";
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path folder;

    /** @param folder made when something is put */
    public BlobFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public void put(String name, Content content) throws IOException {
        if (!isName(name)) {
            throw new IllegalArgumentException("no name for a blob: " + name);
        }
        OwnerOnly.makeFolder(folder);
        Path draft = folder.resolve(name + DRAFT);
        OwnerOnly.makeOrRestrictFile(draft);
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(draft), BUFFER_BYTES)) {
                content.writeTo(out);
            }
            Files.move(
                    draft, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    @Override
    public Optional<Blob> find(String name) throws IOException {
        if (!isName(name) || !Files.isRegularFile(folder.resolve(name))) {
            return Optional.empty();
        }
        Path file = folder.resolve(name);
        return Optional.of(new StoredFile(file, Files.size(file)));
    }

    @Override
    public List<Entry> list(String prefix) throws IOException {
        List<Entry> entries = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    String name = file.getFileName().toString();
                    if (name.startsWith(prefix) && isName(name)) {
                        entries.add(
                                new Entry(name, Files.getLastModifiedTime(file).toInstant()));
                    }
                }
            }
        }
        return entries;
    }

    @Override
    public void delete(String name) throws IOException {
        if (isName(name)) {
            Files.deleteIfExists(folder.resolve(name));
        }
    }

    private static boolean isName(String name) {
        return NAME.matcher(name).matches() && !name.endsWith(DRAFT);
    }

    private record StoredFile(Path file, long size) implements Blob {
        @Override
        public InputStream open(long first, long length) throws IOException {
            SeekableByteChannel channel = Files.newByteChannel(file);
            channel.position(first);
            return new Part(Channels.newInputStream(channel), length);
        }
    }

    /** The first bytes of a stream. */
    private static final class Part extends FilterInputStream {
        private long left;

        Part(InputStream whole, long length) {
            super(whole);
            left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = left == 0 ? -1 : super.read(target, offset, (int) Math.min(left, length));
            left -= Math.max(0, read);
            return read;
        }
    }
}
