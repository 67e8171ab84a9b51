package com.osmtalk.server.dnc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.osmtalk.api.DncBulkRequest;
import com.osmtalk.api.DncBulkResult;
import com.osmtalk.api.DncEntry;
import com.osmtalk.api.DncEntry.Source;
import com.osmtalk.api.DncRequest;
import com.osmtalk.api.Page;
import com.osmtalk.api.PageRequest;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.problem.ProblemKind;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.TestDatabase;
import com.osmtalk.server.store.TestRows;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class DncListTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123Z");
    private static final PhoneNumber NUMBER = PhoneNumber.of("+12025550107");

    private final TestDatabase kind;
    private Database database;
    private DncList list;
    private String org;
    private String otherOrg;

    DncListTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open(@TempDir Path folder) {
        database = kind.open(folder);
        list = new DncList(database, Clock.fixed(NOW, ZoneOffset.UTC));
        org = new TestRows(database).organization("Asia/Kolkata");
        otherOrg = new TestRows(database).organization("Asia/Kolkata");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void anEntryCoversTheOtherNumbersOfItsSubscriberInBothDirections() {
        PhoneNumber mobile = PhoneNumber.of("+5531988887777");
        PhoneNumber onWhatsApp = PhoneNumber.of("+553188887777");
        DncList.Added first = list.add(org, new DncRequest(onWhatsApp, "STOP", Source.OPT_OUT), Source.OPT_OUT);
        assertThat(list.contains(org, mobile)).isTrue();
        assertThat(list.contains(org, onWhatsApp)).isTrue();
        assertThat(list.contains(org, PhoneNumber.of("+5531988887778"))).isFalse();

        DncList.Added second = list.add(org, new DncRequest(mobile, "by mail", null), Source.MANUAL);
        assertThat(second).isEqualTo(new DncList.Added(first.entry(), false));

        list.remove(org, first.entry().id());
        list.add(org, new DncRequest(mobile, null, null), Source.MANUAL);
        assertThat(list.contains(org, onWhatsApp)).isTrue();
    }

    @Test
    void aNumberOnTheListIsOnThatOfOneOrganisationOnly() {
        DncList.Added added = list.add(org, new DncRequest(NUMBER, "asked in writing", null), Source.MANUAL);
        assertThat(added.isNew()).isTrue();
        assertThat(added.entry())
                .isEqualTo(new DncEntry(added.entry().id(), NUMBER, "asked in writing", Source.MANUAL, NOW));
        assertThat(added.entry().id()).startsWith("dnc_");
        assertThat(list.contains(org, NUMBER)).isTrue();
        assertThat(list.contains(otherOrg, NUMBER)).isFalse();
        assertThat(list.list(otherOrg, PageRequest.first(5)).data()).isEmpty();
    }

    @Test
    void aNumberThatIsListedStaysAsItIs() {
        DncEntry first = list.add(org, new DncRequest(NUMBER, "first", Source.API), Source.MANUAL)
                .entry();
        DncList.Added second = list.add(org, new DncRequest(NUMBER, "second", null), Source.MANUAL);
        assertThat(second).isEqualTo(new DncList.Added(first, false));
        assertThat(first.source()).isEqualTo(Source.API);
        list.optOut(org, NUMBER, "said so");
        assertThat(list.list(org, PageRequest.first(5)).data()).containsExactly(first);
    }

    @Test
    void aPersonWhoOptsOutIsListed() {
        list.optOut(org, NUMBER, "said: take me off your list");
        list.optOut(org, NUMBER, null);
        assertThat(list.list(org, PageRequest.first(5)).data()).singleElement().satisfies(entry -> {
            assertThat(entry.phoneNumber()).isEqualTo(NUMBER);
            assertThat(entry.source()).isEqualTo(Source.OPT_OUT);
            assertThat(entry.reason()).isEqualTo("said: take me off your list");
        });
    }

    @Test
    void anEntryTakenOffMayBeCalledAgain() {
        String id = list.add(org, new DncRequest(NUMBER, null, null), Source.MANUAL)
                .entry()
                .id();
        assertThatThrownBy(() -> list.remove(otherOrg, id))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.NOT_FOUND));
        assertThat(list.contains(org, NUMBER)).isTrue();
        list.remove(org, id);
        assertThat(list.contains(org, NUMBER)).isFalse();
        assertThatThrownBy(() -> list.remove(org, id)).isInstanceOf(Problem.class);
    }

    @Test
    void manyNumbersAreListedAtOnceAndEachOnce() {
        list.add(org, new DncRequest(number(3), null, null), Source.MANUAL);
        List<DncRequest> entries = new ArrayList<>(requests(0, 10));
        entries.add(new DncRequest(number(4), "again", null));
        assertThat(list.addAll(org, new DncBulkRequest(entries))).isEqualTo(new DncBulkResult(9, 2));
        assertThat(list.addAll(org, new DncBulkRequest(entries))).isEqualTo(new DncBulkResult(0, 11));
        assertThat(list.addAll(org, new DncBulkRequest(List.of()))).isEqualTo(new DncBulkResult(0, 0));
        assertThat(list.list(org, PageRequest.first(20)).total()).isEqualTo(10);
        assertThat(list.list(org, number(5), null, PageRequest.first(20)).data())
                .extracting(DncEntry::source)
                .containsExactly(Source.IMPORTED);
    }

    @Test
    void aThousandNumbersAreListedAtOnceAndNoMore() {
        assertThat(list.addAll(org, new DncBulkRequest(requests(0, 1000)))).isEqualTo(new DncBulkResult(1000, 0));
        assertThatThrownBy(() -> list.addAll(org, new DncBulkRequest(requests(1000, 2001))))
                .isInstanceOf(Problem.class)
                .hasMessage("entries: must have at most 1,000 entries");
        assertThat(list.list(org, PageRequest.first(1)).total()).isEqualTo(1000);
    }

    @Test
    void aReasonThatIsTooLongRefusesAll() {
        String tooLong = "x".repeat(501);
        assertThatThrownBy(() -> list.add(org, new DncRequest(NUMBER, tooLong, null), Source.MANUAL))
                .isInstanceOf(Problem.class)
                .hasMessageStartingWith("reason: ");
        List<DncRequest> entries =
                List.of(new DncRequest(NUMBER, null, null), new DncRequest(number(1), tooLong, null));
        assertThatThrownBy(() -> list.addAll(org, new DncBulkRequest(entries)))
                .isInstanceOf(Problem.class)
                .hasMessageStartingWith("entries[1].reason: ");
        assertThat(list.contains(org, NUMBER)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "43210",
                "98765 432-10",
                "09876543210",
                "+91 98765",
                "0091 987",
                "\u096F\u096E\u096D\u096C",
                "MÜLLER",
                "m\u00fcller  rang",
                "100%",
                "_asked"
            })
    void anEntryIsFoundByDigitsHoweverTheyAreWrittenAndByWords(String text) {
        list.add(org, new DncRequest(number(1), "Other", null), Source.MANUAL);
        String id = list.add(
                        org,
                        new DncRequest(PhoneNumber.of("+919876543210"), "100% _asked, Müller rang", null),
                        Source.MANUAL)
                .entry()
                .id();

        assertThat(list.list(org, null, text, PageRequest.first(5)).data())
                .extracting(DncEntry::id)
                .containsExactly(id);
        assertThat(list.list(org, null, text, PageRequest.first(5)).total()).isEqualTo(1);
        assertThat(list.list(org, number(1), text, PageRequest.first(5)).total())
                .isZero();
        assertThat(list.list(otherOrg, null, text, PageRequest.first(5)).total())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"43211", "%", "_", "!", "' OR 1=1 --", "caller", "+", "()"})
    void whatIsNotThereIsNotFound(String text) {
        list.add(org, new DncRequest(PhoneNumber.of("+919876543210"), "asked", null), Source.MANUAL);

        assertThat(list.list(org, null, text, PageRequest.first(5)).total()).isZero();
    }

    @Test
    void whatIsSearchedIsPaged() {
        for (DncRequest request : requests(0, 5)) {
            list.add(org, new DncRequest(request.phoneNumber(), "by mail", null), Source.MANUAL);
        }
        list.add(org, new DncRequest(PhoneNumber.of("+919876543210"), "else", null), Source.MANUAL);
        Page<DncEntry> first = list.list(org, null, "By Mail", PageRequest.first(3));
        Page<DncEntry> second = list.list(org, null, "By Mail", PageRequest.after(first.nextCursor(), 3));
        assertThat(first.total()).isEqualTo(5);
        assertThat(second.data()).hasSize(2).doesNotContainAnyElementsOf(first.data());
        assertThat(second.nextCursor()).isNull();
    }

    @Test
    void theListIsPagedNewestFirstAndFoundByNumber() {
        List<String> ids = new ArrayList<>();
        for (DncRequest request : requests(0, 5)) {
            ids.add(0, list.add(org, request, Source.MANUAL).entry().id());
        }
        Page<DncEntry> first = list.list(org, PageRequest.first(3));
        Page<DncEntry> second = list.list(org, PageRequest.after(first.nextCursor(), 3));
        assertThat(first.total()).isEqualTo(5);
        assertThat(first.data()).extracting(DncEntry::id).isEqualTo(ids.subList(0, 3));
        assertThat(second.data()).extracting(DncEntry::id).isEqualTo(ids.subList(3, 5));
        assertThat(second.nextCursor()).isNull();

        assertThat(list.list(org, number(0), null, PageRequest.first(3)).data())
                .extracting(DncEntry::id)
                .containsExactly(ids.get(4));
        assertThat(list.list(org, number(9), null, PageRequest.first(3)).total())
                .isZero();
        assertThat(list.list(otherOrg, number(0), null, PageRequest.first(3)).total())
                .isZero();
    }

    @Test
    void overlappingImportsInAnyOrderBothSucceed() throws Exception {
        List<DncRequest> backwards = new ArrayList<>(requests(0, 300));
        Collections.reverse(backwards);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        int inserted = 0;
        try {
            List<Callable<DncBulkResult>> imports = List.of(
                    () -> list.addAll(org, new DncBulkRequest(requests(0, 300))),
                    () -> list.addAll(org, new DncBulkRequest(backwards)),
                    () -> list.addAll(org, new DncBulkRequest(requests(150, 450))),
                    () -> list.addAll(org, new DncBulkRequest(backwards)));
            for (Future<DncBulkResult> result : threads.invokeAll(imports)) {
                inserted += result.get().inserted();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(inserted).isEqualTo(450);
    }

    private static PhoneNumber number(int index) {
        return PhoneNumber.of("+1202555" + (1000 + index));
    }

    private static List<DncRequest> requests(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(index -> new DncRequest(number(index), null, null))
                .toList();
    }
}
