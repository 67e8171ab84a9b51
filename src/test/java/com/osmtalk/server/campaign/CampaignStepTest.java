package com.osmtalk.server.campaign;

import static com.osmtalk.api.CampaignStatus.COMPLETED;
import static com.osmtalk.api.CampaignStatus.DRAFT;
import static com.osmtalk.api.CampaignStatus.FAILED;
import static com.osmtalk.api.CampaignStatus.PAUSED;
import static com.osmtalk.api.CampaignStatus.RUNNING;
import static com.osmtalk.api.CampaignStatus.SCHEDULED;
import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.api.CampaignStatus;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CampaignStepTest {
    /** The contract's table, written out here a second time on purpose. */
    static Stream<Arguments> table() {
        return Stream.of(
                Arguments.of(CampaignStep.SCHEDULE, Set.of(DRAFT), SCHEDULED),
                Arguments.of(CampaignStep.START, Set.of(DRAFT, SCHEDULED), RUNNING),
                Arguments.of(CampaignStep.PAUSE, Set.of(RUNNING), PAUSED),
                Arguments.of(CampaignStep.RESUME, Set.of(PAUSED), RUNNING),
                Arguments.of(CampaignStep.STOP, Set.of(RUNNING, PAUSED, SCHEDULED), COMPLETED),
                Arguments.of(CampaignStep.COMPLETE, Set.of(RUNNING, PAUSED), COMPLETED),
                Arguments.of(CampaignStep.FAIL, Set.of(RUNNING), FAILED));
    }

    @ParameterizedTest
    @MethodSource("table")
    void aStepIsAllowedFromWhereTheTableSays(CampaignStep step, Set<CampaignStatus> from, CampaignStatus to) {
        assertThat(Arrays.stream(CampaignStatus.values())
                        .filter(step::isAllowedFrom)
                        .collect(Collectors.toSet()))
                .isEqualTo(from);
        assertThat(step.to()).isEqualTo(to);
    }

    @Test
    void everyStepIsInTheTable() {
        assertThat(table()).hasSameSizeAs(CampaignStep.values());
    }

    @Test
    void whatIsOverOrUnderWayCanNotBeChangedOrDeletedOrGivenLeads() {
        assertThat(CampaignStatus.values()).filteredOn(CampaignStep::allowsEdit).containsExactly(DRAFT, SCHEDULED);
        assertThat(CampaignStatus.values())
                .filteredOn(CampaignStep::allowsDelete)
                .containsExactly(DRAFT, COMPLETED, FAILED);
        assertThat(CampaignStatus.values())
                .filteredOn(CampaignStep::allowsLeads)
                .containsExactly(DRAFT, SCHEDULED, RUNNING, PAUSED);
    }
}
