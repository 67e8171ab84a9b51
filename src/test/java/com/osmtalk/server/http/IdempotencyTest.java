package com.osmtalk.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.api.ApiKeyDraft;
import com.osmtalk.api.Organization;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.TestDatabase;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A thing in these tests is an organisation's row: what a route writes is looked for in the database. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class IdempotencyTest {
    private final TestDatabase kind;
    private final AtomicInteger runs = new AtomicInteger();
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private TestHttpServer server;
    private String key;

    IdempotencyTest(TestDatabase kind) {
        this.kind = kind;
    }

    record Thing(String name) {}

    @BeforeEach
    void start(@TempDir Path folder) {
        server = new TestHttpServer(kind.open(folder), TestHttpServer.settings(), List.of(this::routes), List.of());
        key = server.fullKey();
    }

    private void routes(Router router) {
        router.post("/things", Access.ACCOUNT, request -> {
            Thing thing = request.body(Thing.class);
            return () -> write(thing);
        });
        router.post("/things/{id}/copies", Access.ACCOUNT, request -> {
            Thing thing = request.body(Thing.class);
            return () -> write(thing);
        });
        router.post("/crash", Access.ACCOUNT, request -> () -> {
            write(new Thing("crashed"));
            throw new IllegalStateException("out of memory, say");
        });
        router.post("/refuse", Access.ACCOUNT, request -> () -> {
            write(new Thing("refused"));
            throw Problem.insufficientCredits("Insufficient credits");
        });
        router.post("/wait", Access.ACCOUNT, request -> {
            entered.countDown();
            waitToGoOn();
            return () -> write(new Thing("waited"));
        });
        router.post("/empty", Access.ACCOUNT, request -> Response::noContent);
        router.post("/secret", Access.ACCOUNT, request -> () -> {
            write(new Thing("secret"));
            return Response.createdSecret(Map.of("secret", "s3cret"));
        });
        router.put("/things", Access.ACCOUNT, request -> () -> write(new Thing("put")));
    }

    private Response write(Thing thing) {
        Organization made = server.accounts.createOrganization(thing.name(), ZoneOffset.UTC);
        return Response.created(Map.of("id", made.id(), "run", runs.incrementAndGet()));
    }

    private void waitToGoOn() {
        try {
            assertThat(goOn.await(120, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void stop() {
        goOn.countDown();
        server.close();
    }

    @Test
    void theSameKeyAndBodyReplaysTheReply() {
        HttpResponse<String> first = post("/things", "{\"name\":\"a\"}", "k1");
        HttpResponse<String> again = post("/things", "{\"name\":\"a\"}", "k1");
        assertThat(first.headers().firstValue("Idempotent-Replayed")).isEmpty();
        assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(again.statusCode()).isEqualTo(first.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(rows("a")).isEqualTo(1);
    }

    @Test
    void anotherKeyOrNoneRunsAgain() {
        post("/things", "{\"name\":\"a\"}", "k1");
        post("/things", "{\"name\":\"a\"}", "k2");
        server.send("POST", "/things", "{\"name\":\"a\"}", "Authorization", "Bearer " + key);
        assertThat(rows("a")).isEqualTo(3);
    }

    @Test
    void theSameKeyWithAnotherBodyOrPathIsA409() {
        post("/things", "{\"name\":\"a\"}", "k1");
        assertConflict(post("/things", "{\"name\":\"b\"}", "k1"), "idempotency_key_reused");
        assertThat(rows("b")).isZero();
        post("/things/1/copies", "{\"name\":\"c\"}", "k1");
        assertConflict(post("/things/2/copies", "{\"name\":\"c\"}", "k1"), "idempotency_key_reused");
        assertThat(rows("c")).as("another route has keys of its own").isEqualTo(1);
    }

    @Test
    void aKeyOfOneOrganisationIsNothingToAnother() {
        Organization other = server.accounts.createOrganization("Other", ZoneOffset.UTC);
        String foreign =
                server.apiKeys.create(other.id(), ApiKeyDraft.secret("k", null)).key();
        String mine = post("/things", "{\"name\":\"a\"}", "k1").body();
        HttpResponse<String> theirs = server.send(
                "POST", "/things", "{\"name\":\"a\"}", "Authorization", "Bearer " + foreign, "Idempotency-Key", "k1");
        assertThat(theirs.statusCode()).isEqualTo(201);
        assertThat(theirs.body()).isNotEqualTo(mine);
    }

    @Test
    void whileTheFirstRunsTheKeyIsA409() throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<HttpResponse<String>> first = threads.submit(() -> post("/wait", "{}", "k1"));
            assertThat(entered.await(120, TimeUnit.SECONDS)).isTrue();
            assertConflict(post("/wait", "{}", "k1"), "request_in_progress");
            goOn.countDown();
            assertThat(first.get(120, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
            assertThat(post("/wait", "{}", "k1").body()).isEqualTo(first.get().body());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void fiftyThreadsWithOneKeyRunItOnce() throws Exception {
        List<HttpResponse<String>> responses = fifty(List.of(server.http));
        assertThat(rows("many")).isEqualTo(1);
        assertThat(runs.get()).isEqualTo(1);
        assertThat(responses).extracting(HttpResponse::statusCode).containsOnly(201, 409);
        assertThat(responses.stream()
                        .filter(response -> response.statusCode() == 201)
                        .map(HttpResponse::body))
                .isNotEmpty()
                .containsOnly(post("/things", "{\"name\":\"many\"}", "shared").body());
    }

    @Test
    void twoServersOnOneDatabaseRunAKeyOnce() throws Exception {
        IdempotentWrites writes = new IdempotentWrites(server.database, server.clock);
        try (HttpServer second = HttpServer.start(
                TestHttpServer.settings(), server.accounts, writes, List.of(this::routes), List.of(), List.of())) {
            List<HttpResponse<String>> responses = fifty(List.of(server.http, second));
            assertThat(rows("many")).isEqualTo(1);
            assertThat(responses).extracting(HttpResponse::statusCode).containsOnly(201, 409);
        }
    }

    @Test
    void aCrashLeavesNothingBehindAndTheKeyMayBeUsedAgain() {
        assertThat(post("/crash", "{}", "k1").statusCode()).isEqualTo(500);
        assertThat(rows("crashed")).isZero();
        assertThat(records()).isZero();
        assertThat(post("/crash", "{}", "k1").statusCode()).isEqualTo(500);
        assertThat(runs.get()).isEqualTo(2);
    }

    @Test
    void aRefusalLeavesNothingBehindAndTheKeyMayBeUsedAgain() {
        assertThat(post("/refuse", "{}", "k1").statusCode()).isEqualTo(402);
        assertThat(post("/refuse", "{}", "k1").statusCode()).isEqualTo(402);
        assertThat(post("/things", "{\"nom\":\"a\"}", "k2").statusCode()).isEqualTo(400);
        assertThat(post("/things", "{\"name\":\"a\"}", "k2").statusCode()).isEqualTo(201);
        assertThat(rows("refused")).isZero();
    }

    @Test
    void aWriteWithoutAKeyIsATransactionToo() {
        HttpResponse<String> response = server.send("POST", "/crash", "{}", "Authorization", "Bearer " + key);
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(rows("crashed")).isZero();
    }

    @Test
    void anUnknownQueryParameterOfAWriteChangesNothing() {
        assertThat(post("/things?dryRun=true", "{\"name\":\"a\"}", "k1").statusCode())
                .isEqualTo(400);
        assertThat(rows("a")).isZero();
    }

    @Test
    void aReplyWithoutABodyIsReplayed() {
        post("/empty", "{}", "k1");
        HttpResponse<String> again = post("/empty", "{}", "k1");
        assertThat(again.statusCode()).isEqualTo(204);
        assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(again.headers().firstValue("Content-Type")).isEmpty();
    }

    @Test
    void aSecretIsAnsweredOnceAndStoredNowhere() {
        assertThat(post("/secret", "{}", "k1").body()).contains("s3cret");
        assertConflict(post("/secret", "{}", "k1"), "idempotency_key_used");
        assertThat(rows("secret")).isEqualTo(1);
        assertThat(storedBodies()).noneMatch(body -> body.contains("s3cret"));
    }

    @Test
    void afterADayAKeyIsForgotten() {
        post("/things", "{\"name\":\"a\"}", "k1");
        server.clock.advance(Duration.ofHours(23));
        assertThat(server.writes.purge()).isZero();
        post("/things", "{\"name\":\"a\"}", "k1");
        assertThat(rows("a")).isEqualTo(1);
        server.clock.advance(Duration.ofHours(2));
        assertThat(post("/things", "{\"name\":\"b\"}", "k1").statusCode()).isEqualTo(201);
        assertThat(records()).isEqualTo(1);
        server.clock.advance(Duration.ofHours(25));
        assertThat(server.writes.purge()).isEqualTo(1);
    }

    @Test
    void otherMethodsPayTheKeyNoAttention() {
        for (int i = 0; i < 2; i++) {
            server.send("PUT", "/things", "{}", "Authorization", "Bearer " + key, "Idempotency-Key", "k1");
        }
        assertThat(rows("put")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\tb"})
    void aKeyThatIsNotPrintableIsA400(String text) {
        assertThat(post("/things", "{\"name\":\"a\"}", text).statusCode()).isEqualTo(400);
        assertThat(post("/things", "{\"name\":\"a\"}", "x".repeat(256)).statusCode())
                .isEqualTo(400);
        assertThat(post("/things", "{\"name\":\"a\"}", "x".repeat(255)).statusCode())
                .isEqualTo(201);
    }

    private List<HttpResponse<String>> fifty(List<HttpServer> servers) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(50);
        CountDownLatch start = new CountDownLatch(1);
        try {
            List<Future<HttpResponse<String>>> futures = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                int port = servers.get(i % servers.size()).port();
                futures.add(threads.submit(() -> {
                    start.await();
                    return server.sendTo(
                            port,
                            "POST",
                            "/things",
                            "{\"name\":\"many\"}",
                            "Authorization",
                            "Bearer " + key,
                            "Idempotency-Key",
                            "shared");
                }));
            }
            start.countDown();
            List<HttpResponse<String>> responses = new ArrayList<>();
            for (Future<HttpResponse<String>> future : futures) {
                responses.add(future.get(120, TimeUnit.SECONDS));
            }
            return responses;
        } finally {
            threads.shutdownNow();
        }
    }

    private HttpResponse<String> post(String path, String body, String idempotencyKey) {
        return server.send("POST", path, body, "Authorization", "Bearer " + key, "Idempotency-Key", idempotencyKey);
    }

    private static void assertConflict(HttpResponse<String> response, String code) {
        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(TestHttpServer.body(response).get("code").asText()).isEqualTo(code);
    }

    private long rows(String name) {
        return server.database.read(
                handle -> handle.createQuery("SELECT count(*) FROM organizations WHERE name = :name")
                        .bind("name", name)
                        .mapTo(Long.class)
                        .one());
    }

    private long records() {
        return storedBodies().size();
    }

    private List<String> storedBodies() {
        Database database = server.database;
        return database.read(handle -> handle.createQuery("SELECT body FROM idempotency_keys")
                .mapTo(String.class)
                .list());
    }
}
