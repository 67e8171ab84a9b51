package com.osmtalk.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.osmtalk.TestClock;
import com.osmtalk.api.CampaignDraft;
import com.osmtalk.api.LeadsResult;
import com.osmtalk.api.OwnedNumberDraft;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.numbering.NumberingPlan;
import com.osmtalk.server.agent.Agents;
import com.osmtalk.server.agent.DemoAgent;
import com.osmtalk.server.number.Numbers;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.TestDatabase;
import com.osmtalk.server.store.TestRows;
import com.osmtalk.voice.SimulatedNetwork;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A sheet that is stored in parts, and broken off. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class LeadIntakeTest {
    private static final int ROWS = 2 * LeadIntake.BATCH + 7;

    private final TestDatabase kind;
    private final TestClock clock = new TestClock();
    private final List<Integer> sizes = new ArrayList<>();

    LeadIntakeTest(TestDatabase kind) {
        this.kind = kind;
    }

    @Test
    void whatIsBrokenOffIsStoredSoFarAndTheSameSheetAddsTheRest(@TempDir Path folder) {
        try (Database database = kind.open(folder)) {
            LeadStore leads = new LeadStore(database);
            String campaign = campaign(database);

            assertThatThrownBy(() -> read(leads, campaign, ROWS - 3)).hasMessage("the power is out");
            assertThat(stored(leads, campaign)).isEqualTo(2 * LeadIntake.BATCH);

            LeadsResult result = read(leads, campaign, ROWS + 1);
            assertThat(result.inserted()).isEqualTo(7);
            assertThat(result.csvErrors().get(0).message()).endsWith("is in the campaign already");
            assertThat(stored(leads, campaign)).isEqualTo(ROWS);
            assertThat(sizes).allMatch(size -> size <= LeadIntake.BATCH);

            assertThat(read(leads, campaign, ROWS + 1).inserted()).isZero();
            assertThat(stored(leads, campaign)).isEqualTo(ROWS);
        }
    }

    @Test
    void ofASheetWithoutAValidRowItIsAskedTooWhetherTheCampaignTakesLeads() {
        LeadIntake intake = new LeadIntake(new LeadCheck(new NumberingPlan(), List.of(), clock.instant()), batch -> {
            throw new IllegalStateException("it has ended");
        });

        assertThatThrownBy(() -> intake.result(() -> 0)).hasMessage("it has ended");
    }

    /** @param breaksOff before which row the storing ends */
    private LeadsResult read(LeadStore leads, String campaign, int breaksOff) {
        LeadCheck check = new LeadCheck(new NumberingPlan(), List.of(), clock.instant());
        sheet(ROWS + 1).read(check);
        LeadIntake intake = new LeadIntake(check, batch -> {
            sizes.add(batch.size());
            return leads.insert(campaign, batch, clock.instant());
        });
        sheet(breaksOff).read(intake);
        if (breaksOff <= ROWS) {
            throw new IllegalStateException("the power is out");
        }
        return intake.result(() -> 0);
    }

    private static LeadSource sheet(int end) {
        return sink -> {
            for (int row = 0; row < Math.min(end, ROWS); row++) {
                sink.lead(row + 2, "+1202555" + String.format("%04d", 1000 + row), Map.of(), null);
            }
        };
    }

    private static long stored(LeadStore leads, String campaign) {
        return leads.counts(campaign).byStatus().values().stream()
                .mapToLong(Number::longValue)
                .sum();
    }

    private String campaign(Database database) {
        NumberingPlan plan = new NumberingPlan();
        String org = new TestRows(database).organization("UTC");
        Agents agents = new Agents(database, plan, clock);
        String agent = agents.create(org, DemoAgent.draft()).id();
        String number = new Numbers(database, SimulatedNetwork.carriers(1), plan, agents, clock)
                .take(org, new OwnedNumberDraft(PhoneNumber.of("+12025550199"), null, null, null, null))
                .id();
        CampaignDraft draft = CampaignRules.merged(
                CampaignRules.DEFAULT, new CampaignDraft("Test", agent, number, null, null, null, null, null, null));
        new CampaignStore(database, SimulatedNetwork.carriers(1)).insert(org, "cmp_test", draft, clock.instant());
        return "cmp_test";
    }
}
