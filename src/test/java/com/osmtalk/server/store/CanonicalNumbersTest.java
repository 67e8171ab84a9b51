package com.osmtalk.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What migration 10 makes of numbers that were stored as they were written. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class CanonicalNumbersTest {
    private final TestDatabase kind;
    private String url;
    private Jdbi before;
    private Database database;

    CanonicalNumbersTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void aDatabaseOfBefore(@TempDir Path folder) {
        url = kind == TestDatabase.SQLITE ? "jdbc:sqlite:" + folder.resolve("old.db") : TestDatabase.emptyPostgresUrl();
        Flyway.configure()
                .dataSource(url, null, null)
                .locations("classpath:db/migration")
                .target("9")
                .load()
                .migrate();
        before = Jdbi.create(url);
        put("organizations", "id", "org_1", "name", "One", "time_zone", "UTC", "created_at", 0L);
        put("organizations", "id", "org_2", "name", "Two", "time_zone", "UTC", "created_at", 0L);
        agent("agent_1", "{}");
        agent("agent_2", "{}");
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }

    @Test
    void entriesOfOneTelephoneBecomeTheEarlierWithAllReasons() {
        entry("dnc_1", "org_1", "+4402079460958", "asked by mail", "manual", 100);
        entry("dnc_2", "org_1", "+442079460958", "asked on the phone", "opt_out", 200);
        entry("dnc_3", "org_2", "+442079460958", null, "manual", 50);
        entry("dnc_4", "org_1", "+5491123456789", null, "imported", 10);
        entry("dnc_5", "org_1", "+541123456789", "moved", "api", 20);
        entry("dnc_6", "org_1", "+999123456789", "no country has it", "api", 30);

        migrate();

        assertThat(rows("SELECT id, phone_number, subscriber, reason, source FROM dnc_entries ORDER BY id"))
                .containsExactly(
                        "dnc_1 +442079460958 +442079460958 asked by mail; asked on the phone opt_out",
                        "dnc_3 +442079460958 +442079460958 null manual",
                        "dnc_4 +5491123456789 +541123456789 moved imported",
                        "dnc_6 +999123456789 +999123456789 no country has it api");
    }

    @Test
    void aLaterSpellingOfAnEntryJoinsIt() {
        entry("dnc_1", "org_1", "+12025550107", null, "manual", 100);
        entry("dnc_2", "org_1", "+112025550107", "again", "manual", 200);
        entry("dnc_3", "org_1", "+1112025550107", "again", "manual", 300);

        migrate();

        assertThat(rows("SELECT id, phone_number, subscriber, reason, source FROM dnc_entries"))
                .containsExactly("dnc_1 +12025550107 +12025550107 again manual");
    }

    @Test
    void ofTheLeadsOfOnePersonTheOneThatHasComeFarthestStays() {
        number("pn_1", "org_1", "+12025550199", 0);
        campaign("cmp_1", "pn_1");
        campaign("cmp_2", "pn_1");
        lead("ld_1", "cmp_1", "+4402079460958", "pending", 0);
        lead("ld_2", "cmp_1", "+442079460958", "completed", 1);
        lead("ld_3", "cmp_1", "+112025550100", "pending", 1);
        lead("ld_4", "cmp_1", "+12025550100", "pending", 2);
        lead("ld_5", "cmp_1", "+5491123456789", "busy", 2);
        lead("ld_6", "cmp_1", "+541123456789", "dialing", 1);
        lead("ld_7", "cmp_2", "+4402079460958", "pending", 0);
        // the odd spelling of what is an odd form itself, before the row that holds it
        lead("ld_8", "cmp_2", "+5409 11 2345 6789", "pending", 0);
        lead("ld_9", "cmp_2", "+5491123456789", "failed", 3);

        migrate();

        assertThat(rows("SELECT id, phone_number, subscriber, status, attempts FROM campaign_leads ORDER BY id"))
                .containsExactly(
                        "ld_2 +442079460958 +442079460958 completed 1",
                        "ld_3 +12025550100 +12025550100 pending 3",
                        "ld_6 +541123456789 +541123456789 dialing 3",
                        "ld_7 +442079460958 +442079460958 pending 0",
                        "ld_9 +5491123456789 +541123456789 failed 3");
    }

    @Test
    void aNumberStaysWithWhoHeldItFirst() {
        number("pn_1", "org_1", "+112025550190", 100);
        number("pn_2", "org_2", "+12025550190", 200);
        number("pn_3", "org_1", "+12025550191", 300);
        number("pn_4", "org_1", "+112025550191", 400);
        before.useHandle(handle -> handle.execute("UPDATE phone_numbers SET agent_id = 'agent_2' WHERE id = 'pn_4'"));
        campaign("cmp_1", "pn_4");

        migrate();

        assertThat(rows("SELECT id, phone_number, status, agent_id FROM phone_numbers ORDER BY id"))
                .containsExactly(
                        "pn_1 +12025550190 active null",
                        "pn_2 +12025550190 released null",
                        "pn_3 +12025550191 active agent_2",
                        "pn_4 +12025550191 released agent_2");
        assertThat(rows("SELECT phone_number_id FROM campaigns")).containsExactly("pn_3");
        assertThat(rows("SELECT label FROM phone_numbers WHERE id = 'pn_2'").get(0))
                .contains("the same telephone number was held before");
    }

    @Test
    void callsAndMessagesAndTransfersNameTheCanonicalNumber() {
        call("call_1", "+112025550199", "+4402079460958");
        call("call_2", null, null);
        call("call_3", "+12025550199", "anonymous");
        put(
                "whatsapp_messages",
                "id",
                "wam_1",
                "message_id",
                "wamid.1",
                "sender_id",
                "1",
                "from_number",
                "+4402079460958",
                "to_number",
                "+112025550199",
                "text",
                "Hello",
                "status",
                "sent",
                "created_at",
                0L);
        String draft = """
                {"tools":{"transferSettings":{"transferToHuman":{"destinationNumber": "%s","enabled":true}}}}""";
        agent("agent_3", draft.formatted("+4402079460958"));
        put(
                "agent_versions",
                "id",
                "ver_1",
                "agent_id",
                "agent_3",
                "version",
                1,
                "snapshot",
                draft.formatted("+112025550188"),
                "created_at",
                0L);

        migrate();

        assertThat(rows("SELECT id, from_number, to_number FROM calls ORDER BY id"))
                .containsExactly(
                        "call_1 +12025550199 +442079460958", "call_2 null null", "call_3 +12025550199 anonymous");
        assertThat(rows("SELECT from_number, to_number FROM whatsapp_messages"))
                .containsExactly("+442079460958 +12025550199");
        assertThat(rows("SELECT draft FROM agents WHERE id = 'agent_3'"))
                .containsExactly(draft.formatted("+442079460958"));
        assertThat(rows("SELECT snapshot FROM agent_versions")).containsExactly(draft.formatted("+12025550188"));
    }

    @Test
    void morePagesThanOneAreRead() {
        number("pn_1", "org_1", "+12025550199", 0);
        campaign("cmp_1", "pn_1");
        for (int i = 0; i < 4_500; i++) {
            lead("ld_" + (10_000 + i), "cmp_1", "+1120255" + (10_000 + i), "pending", 0);
        }

        migrate();

        assertThat(rows("SELECT count(*) FROM campaign_leads WHERE phone_number LIKE '+120255%'"))
                .containsExactly("4500");
    }

    private void migrate() {
        database = kind == TestDatabase.SQLITE
                ? Database.sqlite(Path.of(url.substring("jdbc:sqlite:".length())))
                : Database.open(url);
    }

    /** Each row's columns, with blanks between them. */
    private List<String> rows(String query) {
        return database.read(handle -> handle.createQuery(query)
                .map((row, context) -> {
                    List<String> columns = new ArrayList<>();
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        columns.add(row.getString(i));
                    }
                    return String.join(" ", columns);
                })
                .list());
    }

    private void entry(String id, String organization, String number, String reason, String source, long at) {
        put(
                "dnc_entries",
                "id",
                id,
                "organization_id",
                organization,
                "phone_number",
                number,
                "reason",
                reason,
                "source",
                source,
                "created_at",
                at);
    }

    private void lead(String id, String campaign, String number, String status, int attempts) {
        put(
                "campaign_leads",
                "id",
                id,
                "campaign_id",
                campaign,
                "phone_number",
                number,
                "variables",
                "{}",
                "status",
                status,
                "attempts",
                attempts,
                "due_at",
                0L,
                "created_at",
                0L,
                "updated_at",
                0L);
    }

    private void campaign(String id, String number) {
        put(
                "campaigns",
                "id",
                id,
                "organization_id",
                "org_1",
                "name",
                id,
                "agent_id",
                "agent_1",
                "phone_number_id",
                number,
                "status",
                "running",
                "max_concurrent",
                1,
                "schedule",
                "{}",
                "retry_policy",
                "{}",
                "created_at",
                0L,
                "updated_at",
                0L);
    }

    private void number(String id, String organization, String number, long at) {
        put(
                "phone_numbers",
                "id",
                id,
                "organization_id",
                organization,
                "phone_number",
                number,
                "label",
                "Front desk",
                "provider",
                "simulated",
                "capabilities",
                "voice",
                "country",
                "US",
                "status",
                "active",
                "monthly_cost",
                0L,
                "created_at",
                at);
    }

    private void call(String id, String from, String to) {
        put(
                "calls",
                "id",
                id,
                "organization_id",
                "org_1",
                "agent_id",
                "agent_1",
                "agent_name",
                "Agent",
                "channel",
                "phone",
                "direction",
                "outbound",
                "from_number",
                from,
                "to_number",
                to,
                "status",
                "completed",
                "dynamic_variables",
                "{}",
                "created_at",
                0L,
                "llm_model",
                "scripted",
                "billing_status",
                "free");
    }

    private void agent(String id, String draft) {
        put(
                "agents",
                "id",
                id,
                "organization_id",
                "org_1",
                "name",
                id,
                "draft",
                draft,
                "created_at",
                0L,
                "updated_at",
                0L);
    }

    /** @param columns a name and a value in turn */
    private void put(String table, Object... columns) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < columns.length; i += 2) {
            values.put(columns[i].toString(), columns[i + 1]);
        }
        String names = String.join(", ", values.keySet());
        String places = values.keySet().stream().map(name -> ":" + name).collect(Collectors.joining(", "));
        String insert = "INSERT INTO %s (%s) VALUES (%s)".formatted(table, names, places);
        before.useHandle(handle -> handle.createUpdate(insert).bindMap(values).execute());
    }
}
