package com.osmtalk.server.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.osmtalk.api.Fees;
import com.osmtalk.api.Money;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.problem.ProblemKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopUpFeesTest {
    @ParameterizedTest
    @CsvSource({
        // amount, platform, processing, GST, total; all in paise
        "10000,    600,     212,     147,     10959",
        "1000,     60,      22,      15,      1097",
        "1001,     61,      22,      15,      1099",
        "12345,    741,     262,     181,     13529",
        "50000000, 3000000, 1060000, 730800,  54790800",
    })
    void everyFeeIsRoundedUpToThePaisa(long amount, long platform, long processing, long gst, long total) {
        assertThat(TopUpFees.of(Money.ofPaise(amount)))
                .isEqualTo(new Fees(
                        Money.ofPaise(amount),
                        Money.ofPaise(platform),
                        Money.ofPaise(processing),
                        Money.ofPaise(gst),
                        Money.ofPaise(total),
                        "INR"));
    }

    @ParameterizedTest
    @ValueSource(longs = {999, 0, -10_00, 500_000_01, Long.MAX_VALUE, Long.MIN_VALUE})
    void anAmountThatIsTooSmallOrTooLargeIsRefused(long paise) {
        assertThatThrownBy(() -> TopUpFees.of(Money.ofPaise(paise)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.INVALID));
    }

    @Test
    void nothingIsLost() {
        for (long paise = 10_00; paise < 20_00; paise++) {
            Fees fees = TopUpFees.of(Money.ofPaise(paise));
            assertThat(fees.total())
                    .isEqualTo(fees.amount()
                            .plus(fees.platformFee())
                            .plus(fees.processingFee())
                            .plus(fees.gst()));
        }
    }
}
