package com.osmtalk.server.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.osmtalk.api.Page;
import com.osmtalk.api.PageRequest;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.problem.ProblemKind;
import com.osmtalk.server.store.Ids;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysetTest {
    @Test
    void theCursorOfAPageIsItsLastKey() {
        List<String> ids = List.of(Ids.next("agent"), Ids.next("agent"), Ids.next("agent"));
        Page<String> page = Keyset.byId("agent", PageRequest.first(2)).page(ids, () -> 3, Function.identity());
        assertThat(page.data()).containsExactly(ids.get(0), ids.get(1));
        Keyset<String> next = Keyset.byId("agent", PageRequest.after(page.nextCursor(), 2));
        assertThat(next.before()).isEqualTo(ids.get(1));
    }

    @Test
    void theLastPageHasNoCursor() {
        Page<Integer> page =
                Keyset.byNumber(PageRequest.first(2)).page(List.of(2, 1), KeysetTest::uncounted, Function.identity());
        assertThat(page.data()).containsExactly(2, 1);
        assertThat(page.nextCursor()).isNull();
    }

    @Test
    void aPageThatShowsTheWholeListNeedsNoCountAndAnyOtherDoes() {
        PageRequest first = PageRequest.first(2);
        assertThat(Keyset.byNumber(first)
                        .page(List.of(1), KeysetTest::uncounted, Function.identity())
                        .total())
                .isEqualTo(1);
        for (PageRequest other : List.of(new PageRequest(2, null, 1), PageRequest.after(encoded("7"), 2))) {
            assertThat(Keyset.byNumber(other)
                            .page(List.of(1), () -> 9, Function.identity())
                            .total())
                    .isEqualTo(9);
        }
        assertThat(Keyset.byNumber(first)
                        .page(List.of(3, 2, 1), () -> 9, Function.identity())
                        .total())
                .isEqualTo(9);
    }

    @Test
    void everyIdIsBelowTheKeyAListBeginsAt() {
        assertThat(Ids.next("pn"))
                .isLessThan(Keyset.byId("pn", PageRequest.first(1)).before());
    }

    @Test
    void aPageBeginsAtACursorOrAnOffset() {
        assertThat(Keyset.byNumber(PageRequest.after(encoded("7"), 5))).isEqualTo(new Keyset<>(7, 5, 0, false));
        assertThat(Keyset.byNumber(new PageRequest(5, null, 3)).offset()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "agent_1", "call_01ARZ3NDEKTSV4RRFFQ69G5FAV", "agent_01ARZ3NDEKTSV4RRFFQ69G5FA\0"})
    void aCursorOfAnotherListIsRefused(String key) {
        for (String cursor : List.of(key, encoded(key))) {
            assertThatThrownBy(() -> Keyset.byId("agent", PageRequest.after(cursor, 5)))
                    .isInstanceOfSatisfying(Problem.class, problem -> {
                        assertThat(problem.kind()).isEqualTo(ProblemKind.INVALID);
                        assertThat(problem).hasMessageStartingWith("cursor: ");
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1", "99999999999"})
    void aCursorThatIsNoNumberIsRefusedWhereNumbersOrder(String key) {
        assertThatThrownBy(() -> Keyset.byNumber(PageRequest.after(encoded(key), 5)))
                .isInstanceOf(Problem.class)
                .hasMessageStartingWith("cursor: ");
    }

    private static long uncounted() {
        throw new AssertionError("the list was counted");
    }

    private static String encoded(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }
}
