package com.osmtalk.server.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptOutPhrasesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stop|Stop.|true",
                "stop|Please, stop!|true",
                "stop|STOP, stop, stop|true",
                "stop|No. Stop. I have to go.|true",
                "stop|Stop by tomorrow|false",
                "stop|Which stop is it?|false",
                "stop|I can't stop now|false",
                "stop|nonstop|false",
                "lose my number|Please lose my number.|true",
                "lose my number|lose my number and never look back|true",
                "lose my number|I don't want to lose my number|false",
                "lose my number|Will I lose my number plate?|false",
                "lose my number|Did I lose my number?|false",
                "take me off|Take me off, please|true",
                "take me off|Take me off hold|false",
                "not interested|I am not interested, thanks|true",
                "not interested|I am not interested in the blue one|false",
                "बंद करो|बंद करो|true",
                "बंद करो|अभी बंद करो, प्लीज|true",
                "no more calls please|No more calls, please.|true",
                "no more calls, please|no more calls please|true",
                "enough, thank you, bye|Enough thank you, bye|true",
                "enough, thank you, bye|Thank you, bye|false",
                "Stop. No more calls|Stop! No more calls!|true",
                "lose my number|I'm not interested, lose my number|true",
                "lose my number|You did this twice, please, lose my number now|true",
                "lose my number|I don't want to, um, lose my number|false",
                "lose my number|Don't, please, lose my number|false",
                "lose my number|If I move house, I lose my number|false",
                "lose my number|She said, lose my number|false",
                "borrar mi numero|No quiero borrar mi número|false",
                "borra mi numero|No me interesa, borra mi número, gracias|true",
                "मेरा नंबर हटाओ|मुझे नहीं चाहिए, मेरा नंबर हटाओ|true",
                "मेरा नंबर हटाओ|मेरा नंबर हटाओ मत|false",
                "kein interesse|Nein, kein Interesse!|true",
            })
    void aPhraseCountsInTheSenseItWasGiven(String phrase, String said, boolean counts) {
        assertThat(new OptOutPhrases(List.of(phrase)).areIn(said)).isEqualTo(counts);
    }
}
