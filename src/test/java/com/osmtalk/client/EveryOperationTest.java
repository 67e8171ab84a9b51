package com.osmtalk.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.api.Agent;
import com.osmtalk.api.CallQuery;
import com.osmtalk.api.CampaignDraft;
import com.osmtalk.api.EvalCase;
import com.osmtalk.api.EvalRunQuery;
import com.osmtalk.api.Json;
import com.osmtalk.api.NumberSearch;
import com.osmtalk.api.PageRequest;
import com.osmtalk.api.TransactionQuery;
import com.osmtalk.contract.OpenApi;
import com.osmtalk.contract.OpenApi.Operation;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whatever the contract offers to programs, the client has a method for: each is called, and what it asks for is looked
 * up.
 */
class EveryOperationTest {
    /** Operations without a method, and why. */
    private static final Map<Operation, String> NOT_FOR_PROGRAMS = Map.of(
            new Operation("GET", "/openapi.yaml"), "a text for people and tools, not a record",
            new Operation("GET", "/api/campaigns/{id}/leads.csv"),
                    "a file for a spreadsheet: programs read the leads themselves",
            new Operation("POST", "/api/platform/speech"), "a sound for a person's ear",
            new Operation("GET", "/api/recordings/{file}"),
                    "a link from a call that a player opens, with no credentials",
            new Operation("POST", "/api/webhooks/razorpay"), "called by Razorpay, which signs it",
            new Operation("GET", "/api/webhooks/whatsapp"), "called by WhatsApp, to see who is there",
            new Operation("POST", "/api/webhooks/whatsapp"), "called by WhatsApp, which signs it");

    private final OpenApi contract = OpenApi.load();
    private StubServer server;
    private OsmTalkClient client;

    @BeforeEach
    void start() throws IOException {
        server = new StubServer().will(StubServer.error(500, "internal_error"));
        client = OsmTalkClient.builder()
                .baseUrl(server.url())
                .apiKey("osm_a")
                .attempts(1)
                .build();
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    @Test
    void everyOperationForProgramsHasAMethod() throws Exception {
        Map<String, Optional<Operation>> asked = new LinkedHashMap<>();
        for (Object api : List.of(client.widget(), client.account())) {
            callAll(api, asked);
        }

        assertThat(asked)
                .allSatisfy(
                        (method, operation) -> assertThat(operation).as(method).isPresent());
        Set<Operation> reached =
                asked.values().stream().flatMap(Optional::stream).collect(Collectors.toSet());
        assertThat(contract.operations())
                .allSatisfy(operation -> assertThat(reached.contains(operation))
                        .as("%s is either called by a method or not for programs", operation)
                        .isNotEqualTo(NOT_FOR_PROGRAMS.containsKey(operation)));
        assertThat(contract.operations()).containsAll(NOT_FOR_PROGRAMS.keySet());
    }

    private void callAll(Object api, Map<String, Optional<Operation>> asked) throws ReflectiveOperationException {
        for (Method method : api.getClass().getDeclaredMethods()) {
            if (!Modifier.isPublic(method.getModifiers())) {
                continue;
            }
            if (method.getReturnType().getSimpleName().endsWith("Api")) {
                callAll(method.invoke(api), asked);
                continue;
            }
            int before = server.received().size();
            call(api, method);
            String name = api.getClass().getSimpleName() + "." + method.getName();
            assertThat(server.received()).as("requests of %s", name).hasSize(before + 1);
            StubServer.Received request = server.received().get(before);
            asked.put(
                    name
                            + Stream.of(method.getParameterTypes())
                                    .map(Class::getSimpleName)
                                    .toList(),
                    contract.operation(request.method(), request.path()));
        }
    }

    private static void call(Object api, Method method) throws IllegalAccessException {
        Object[] arguments = Stream.of(method.getParameterTypes())
                .map(EveryOperationTest::argument)
                .toArray();
        try {
            if (method.invoke(api, arguments) instanceof CompletableFuture<?> later) {
                later.join();
            }
        } catch (InvocationTargetException | CompletionException e) {
            // the server refuses everything: what was asked for is what counts
            assertThat(e).hasCauseInstanceOf(ApiException.class);
        }
    }

    /** Something to send; nothing where nothing may be sent. */
    private static @Nullable Object argument(Class<?> type) {
        if (type == String.class) {
            return "id_1";
        } else if (type == int.class) {
            return 1;
        } else if (type == boolean.class) {
            return false;
        } else if (type == Agent.class) {
            return Json.MAPPER.convertValue(Map.of("id", "id_1"), Agent.class);
        } else if (type == EvalCase.class) {
            return Json.MAPPER.convertValue(Map.of("id", "id_1"), EvalCase.class);
        } else if (type == CampaignDraft.class) {
            return Json.MAPPER.convertValue(Map.of(), CampaignDraft.class);
        } else if (type == Set.class) {
            return Set.of();
        } else if (type == Duration.class) {
            return Duration.ofSeconds(1);
        } else if (type == PageRequest.class) {
            return PageRequest.first(1);
        } else if (type == List.class) {
            return List.of();
        } else if (type == CallQuery.class) {
            return CallQuery.ALL;
        } else if (type == TransactionQuery.class) {
            return TransactionQuery.ALL;
        } else if (type == EvalRunQuery.class) {
            return EvalRunQuery.ALL;
        } else if (type == NumberSearch.class) {
            return new NumberSearch(null, null, null, null);
        }
        return null;
    }
}
