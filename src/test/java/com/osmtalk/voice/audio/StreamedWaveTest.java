package com.osmtalk.voice.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamedWaveTest {
    private final ByteArrayOutputStream given = new ByteArrayOutputStream();
    private final StreamedWave wave = new StreamedWave((pcm, offset) -> given.write(pcm, offset, Pcm.FRAME_BYTES));

    /** A second, every sample 1,000. */
    private static byte[] second(int channels, int rate) {
        byte[] header = Wave.header(channels, 2L * channels * rate);
        ByteBuffer file =
                ByteBuffer.allocate(header.length + 2 * channels * rate).order(ByteOrder.LITTLE_ENDIAN);
        file.put(header).putInt(24, rate);
        while (file.hasRemaining()) {
            file.putShort((short) 1_000);
        }
        return file.array();
    }

    @ParameterizedTest
    @CsvSource({"1, 16000, 7", "1, 24000, 4096", "2, 48000, 1000", "3, 22050, 1", "1, 8000, 100000"})
    void aFileInPiecesOfAnyLengthIsFrames(int channels, int rate, int pieceBytes) throws Exception {
        byte[] file = second(channels, rate);
        for (int at = 0; at < file.length; at += pieceBytes) {
            wave.add(file, at, Math.min(pieceBytes, file.length - at));
        }
        wave.end();

        byte[] pcm = given.toByteArray();
        assertThat(Pcm.millis(pcm.length)).isBetween(1_000L, 1_020L);
        assertThat(Pcm.sample(pcm, 16_000)).isBetween((short) 995, (short) 1_005);
    }

    @Test
    void whatComesAfterTheSoundIsNoSound() throws Exception {
        byte[] file = second(1, 16_000);
        wave.add(file, 0, file.length);
        wave.add(new byte[10_000], 0, 10_000);
        wave.end();
        assertThat(Pcm.millis(given.size())).isEqualTo(1_000);
    }

    @Test
    void whatIsNoFileIsRefusedAndNothingBreaksTheReader() {
        assertThatThrownBy(() -> wave.add("<html>welcome</html>".getBytes(), 0, 20))
                .isInstanceOf(WaveFormatException.class);
        assertThatThrownBy(() -> new StreamedWave((pcm, offset) -> {}).end()).isInstanceOf(WaveFormatException.class);
        byte[] file = second(1, 8_000);
        Random chance = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            byte[] broken = file.clone();
            for (int j = 0; j < 3; j++) {
                broken[chance.nextInt(Wave.HEADER_BYTES)] = (byte) chance.nextInt();
            }
            try {
                StreamedWave reader = new StreamedWave((pcm, offset) -> {});
                reader.add(broken, 0, 30);
                reader.add(broken, 30, 1_000);
                reader.end();
            } catch (WaveFormatException refused) {
                assertThat(refused).hasMessageNotContaining("null");
            }
        }
    }
}
