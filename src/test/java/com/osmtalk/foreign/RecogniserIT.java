package com.osmtalk.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The recogniser of these tests tells the sentences it knows from others: what it reports of a call has been said. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecogniserIT {
    private Path folder;
    private PocketSphinx recogniser;

    @BeforeAll
    void prepare() {
        folder = Workplace.folder("recogniser");
        recogniser = PocketSphinx.of(folder, Sentences.KNOWN);
    }

    @ParameterizedTest
    @MethodSource("com.osmtalk.foreign.Sentences#known")
    void itKnowsASentenceThatComesOverATelephone(String sentence) {
        assertThat(recogniser.sentences(overTelephone(sentence))).containsExactly(sentence);
    }

    @ParameterizedTest
    @MethodSource("com.osmtalk.foreign.Sentences#unknown")
    void itTakesNoOtherSentenceForOneItKnows(String sentence) {
        assertThat(recogniser.sentences(overTelephone(sentence))).isEmpty();
    }

    /** Through the codec of a telephone, and back. */
    private Path overTelephone(String sentence) {
        Path companded = folder.resolve("companded.wav");
        Path file = folder.resolve("telephone.wav");
        Sounds.sox(
                Sounds.speech(sentence, folder).toString(),
                "-e",
                "mu-law",
                "-b",
                "8",
                companded.toString(),
                "trim",
                "0",
                "5");
        Sounds.sox(companded.toString(), "-e", "signed", "-b", "16", file.toString(), "pad", "0.4");
        return file;
    }
}
