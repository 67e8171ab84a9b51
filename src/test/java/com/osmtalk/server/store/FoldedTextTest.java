package com.osmtalk.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldedTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "Tuesday|tuesday",
                "ПРИВЕТ|привет",
                "Straße|STRASSE",
                "STRAẞE|strasse",
                "ΟΔΟΣ|οδος",
                "İstanbul|istanbul",
                "ISPARTA|ısparta",
                "cafe\u0301|CAFÉ",
                "Ｔｕｅｓｄａｙ|tuesday",
                "don’t|don't",
                "“Tuesday” – yes|\"tuesday\" - yes",
                "so\u00ADon|soon",
                "क\u200Dया|कया",
                "a \u00A0\t b|a b",
                "ﬁne|FINE",
            })
    void whatReadsTheSameIsTheSame(String one, String other) {
        assertThat(FoldedText.of(one)).isEqualTo(FoldedText.of(other));
        assertThat(FoldedText.of(FoldedText.of(one))).isEqualTo(FoldedText.of(one));
    }

    @ParameterizedTest
    @CsvSource({"cafe, café", "कि, की", "и, й", "tuesday, thursday"})
    void accentsAndVowelSignsMakeADifference(String one, String other) {
        assertThat(FoldedText.of(one)).isNotEqualTo(FoldedText.of(other));
    }
}
