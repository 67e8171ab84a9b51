package com.osmtalk.server.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.api.Money;
import com.osmtalk.api.Spend;
import com.osmtalk.api.Usage;
import org.junit.jupiter.api.Test;

class RatesTest {
    @Test
    void eachPartIsTheDollarPriceTimes94Times130RoundedToThePaisa() {
        Spend cost = Rates.REFERENCE.cost("gpt-4.1-mini", new Usage(1_000_000, 500_000, 1_000, 60, 60));

        assertThat(cost.stt()).isEqualTo(Money.ofPaise(53)); // 0.0043 × 122.2 = 0.52546
        assertThat(cost.tts()).isEqualTo(Money.ofPaise(3_67)); // 0.030 × 122.2 = 3.666
        assertThat(cost.sip()).isEqualTo(Money.ofPaise(1_41)); // 0.0115 × 122.2 = 1.4053
        assertThat(cost.llm()).isEqualTo(Money.ofPaise(146_64)); // (0.40 + 0.80) × 122.2
        assertThat(cost.total()).isEqualTo(Money.ofPaise(53 + 3_67 + 1_41 + 146_64));
    }

    @Test
    void aDatedModelCostsWhatTheLongestNameItStartsWithCosts() {
        Usage million = new Usage(1_000_000, 0, 0, 0, 0);

        assertThat(Rates.REFERENCE.cost("gpt-4.1-mini-2025-04-14", million))
                .isEqualTo(Rates.REFERENCE.cost("gpt-4.1-mini", million))
                .isNotEqualTo(Rates.REFERENCE.cost("gpt-4.1", million));
    }

    @Test
    void nothingUsedCostsNothing() {
        assertThat(Rates.REFERENCE.cost("any", Usage.NONE)).isEqualTo(Spend.NONE);
    }
}
