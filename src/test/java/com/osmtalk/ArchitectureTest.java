package com.osmtalk;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.mcp.protocol.http.AccessPolicy;
import com.osmtalk.mcp.protocol.http.AddressRate;
import com.osmtalk.mcp.protocol.http.KeyCheck;
import com.osmtalk.mcp.protocol.jsonrpc.Cancellation;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import com.osmtalk.mcp.protocol.jsonrpc.Requester;
import com.osmtalk.server.cluster.ChangeFeed;
import com.osmtalk.server.cluster.LiveCalls;
import com.osmtalk.server.cluster.SharedKeys;
import com.osmtalk.server.secret.Hmac;
import com.osmtalk.server.store.blob.BlobStorage;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The arrows of the design go one way, and each library has its place. */
class ArchitectureTest {
    private static final JavaClasses PROGRAM = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("com.osmtalk");

    private static final List<String> PARTS = List.of("api", "numbering", "client", "voice", "server", "mcp", "cli");

    @ParameterizedTest
    @CsvSource({
        "api,       ''",
        "numbering, api",
        "client,    api",
        "voice,     api",
        "server,    voice numbering api",
        "mcp,       client numbering api",
        "cli,       mcp server client voice api",
    })
    void aPartKnowsOnlyThePartsItsArrowsLeadTo(String part, String known) {
        List<String> allowed = List.of(known.split(" "));
        String[] others = PARTS.stream()
                .filter(other -> !other.equals(part) && !allowed.contains(other))
                .map(other -> "com.osmtalk." + other + "..")
                .toArray(String[]::new);
        check(noClasses()
                .that()
                .resideInAPackage("com.osmtalk." + part + "..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(others).or(resideInAPackage("com.osmtalk")))
                .as(part + " knows " + (known.isEmpty() ? "no other part" : known) + " only"));
    }

    @Test
    void theEntryPointKnowsTheCommandLineOnly() {
        check(noClasses()
                .that()
                .resideInAPackage("com.osmtalk")
                .should()
                .dependOnClassesThat(resideInAPackage("com.osmtalk..")
                        .and(not(resideInAnyPackage("com.osmtalk", "com.osmtalk.cli..")))));
    }

    @Test
    void packagesMakeNoCircles() {
        check(slices().matching("com.osmtalk.(**)").should().beFreeOfCycles());
    }

    /** Sound is there for every line: web → media → speech → audio, and nothing of it knows what brings the frames. */
    @ParameterizedTest
    @CsvSource({
        "audio,  ''",
        "speech, audio http",
        "media,  speech audio time carrier",
    })
    void soundKnowsNoLineThatUsesIt(String part, String known) {
        String[] allowed = Stream.concat(Stream.of(part), Stream.of(known.split(" ")))
                .map(name -> "com.osmtalk.voice." + name)
                .toArray(String[]::new);
        check(noClasses()
                .that()
                .resideInAPackage("com.osmtalk.voice." + part)
                .should()
                .dependOnClassesThat(resideInAPackage("com.osmtalk..")
                        .and(not(resideInAnyPackage(allowed)))
                        .and(not(resideInAPackage("com.osmtalk.api"))))
                .as("voice." + part + " knows of the voice side " + (known.isEmpty() ? "nothing" : known) + " only"));
    }

    @Test
    void aFeatureReachesAnotherThroughItsServiceOnly() {
        check(classes()
                .that()
                .resideInAPackage("com.osmtalk..")
                .and()
                .doNotHaveFullyQualifiedName("com.osmtalk.server.ServerWiring")
                .should(useNoStoreOrRoutesOfAnotherPackage()));
    }

    /** A conversation is the same on every network: another one is added without touching what is above it. */
    @Test
    void noPartOfAConversationKnowsAConcreteNetwork() {
        check(noClasses()
                .that()
                .resideInAPackage("com.osmtalk.voice..")
                .and()
                .resideOutsideOfPackage("com.osmtalk.voice.carrier.simulated..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.osmtalk.voice.carrier.simulated.."));
    }

    /** What is known of a number is asked of one place, and {@code osmtalk mcp} starts without the library's tables. */
    @Test
    void onlyNumberingKnowsLibphonenumber() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("com.osmtalk.numbering..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.google.i18n.."));
    }

    // ---- the MCP protocol

    @ParameterizedTest
    @CsvSource({
        "jsonrpc, ''",
        "feature, jsonrpc",
        "stdio,   jsonrpc",
        "http,    jsonrpc",
        "modern,  jsonrpc feature http",
        "legacy,  jsonrpc feature http",
    })
    void aLayerOfTheProtocolKnowsOnlyThoseBelowIt(String layer, String below) {
        String[] known = Stream.of((layer + " " + below).split(" "))
                .map(name -> "com.osmtalk.mcp.protocol." + name)
                .toArray(String[]::new);
        check(noClasses()
                .that()
                .resideInAPackage("com.osmtalk.mcp.protocol." + layer)
                .should()
                .dependOnClassesThat(resideInAPackage("com.osmtalk..")
                        .and(not(resideInAnyPackage(known)))
                        .and(not(resideInAPackage("com.osmtalk.api"))))
                .as("mcp.protocol." + layer + " knows of us only " + (below.isEmpty() ? "the API's JSON" : below)));
    }

    @Test
    void theProtocolKnowsNoTool() {
        check(noClasses()
                .that()
                .resideInAPackage("com.osmtalk.mcp.protocol..")
                .should()
                .dependOnClassesThat(resideInAPackage("com.osmtalk..")
                        .and(not(resideInAnyPackage("com.osmtalk.api", "com.osmtalk.mcp.protocol..")))));
    }

    @Test
    void theProtocolIsKnownByItsFaceOnly() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("com.osmtalk.mcp.protocol..")
                .should()
                .dependOnClassesThat(resideInAPackage("com.osmtalk.mcp.protocol..")
                        .and(not(resideInAnyPackage("com.osmtalk.mcp.protocol", "com.osmtalk.mcp.protocol.feature")))
                        .and(not(belongToAnyOf(
                                AccessPolicy.class,
                                AddressRate.class,
                                Cancellation.class,
                                KeyCheck.class,
                                ProtocolException.class,
                                Requester.class)))));
    }

    /** Clients do as well, with the SDK's client: the demo of the command line, and agents that use servers. */
    @Test
    void onlyTheRevisionsWithSessionsAndClientsKnowTheSdk() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(
                        "com.osmtalk.mcp.protocol.legacy", "com.osmtalk.voice.mcp", "com.osmtalk.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.modelcontextprotocol.."));
        check(noClasses()
                .that()
                .resideOutsideOfPackages("com.osmtalk.mcp.protocol.legacy", "com.osmtalk.voice.mcp")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("io.modelcontextprotocol.spec..", "io.modelcontextprotocol.server..")
                                .and(not(belongToAnyOf(McpSchema.class, McpError.class)))));
    }

    // ----

    @Test
    void onlyTheHttpEdgeKnowsTheWebServer() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("com.osmtalk.server.http..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.javalin..", "org.eclipse.jetty.."));
    }

    /**
     * A rule says no with a {@code Problem}, which knows no status codes: jobs call the same rules as routes do. HTTP
     * is for routes, and for the wiring at the top of the server.
     */
    @Test
    void onlyRoutesPagesAndTheHttpEdgeSpeakHttp() {
        check(noClasses()
                .that()
                .resideInAPackage("com.osmtalk.server.*..")
                .and()
                .resideOutsideOfPackage("com.osmtalk.server.http..")
                .and(not(DescribedPredicate.describe(
                        "are routes or pages",
                        type -> outermost(type).getSimpleName().matches(".*(Routes|Page)"))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.osmtalk.server.http.."));
        check(noClasses()
                .that()
                .resideInAPackage("com.osmtalk.server.problem..")
                .should()
                .dependOnClassesThat(resideInAPackage("com.osmtalk..")
                        .and(not(resideInAnyPackage("com.osmtalk.server.problem..", "com.osmtalk.api..")))));
    }

    @Test
    void onlyTheClientKnowsItsHttpLibrary() {
        check(noClasses()
                .that()
                .resideInAnyPackage("com.osmtalk.api..", "com.osmtalk.mcp..", "com.osmtalk.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.hc.."));
    }

    /** A toolset can be read, changed and taken away by itself; the registry alone knows all four. */
    @ParameterizedTest
    @ValueSource(strings = {"calls", "insight", "manage", "campaigns"})
    void aToolsetKnowsNeitherTheOthersNorTheRegistry(String toolset) {
        String own = "com.osmtalk.mcp.tool." + toolset + "..";
        check(noClasses()
                .that()
                .resideInAPackage(own)
                .should()
                .dependOnClassesThat(resideInAPackage("com.osmtalk.mcp.tool..").and(not(resideInAPackage(own))))
                .orShould()
                .dependOnClassesThat(resideInAnyPackage("com.osmtalk.mcp", "com.osmtalk.mcp.protocol..")));
        check(noClasses()
                .that()
                .resideInAnyPackage("com.osmtalk.mcp.kit..", "com.osmtalk.mcp.view..", "com.osmtalk.mcp.dialling..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("com.osmtalk.mcp", "com.osmtalk.mcp.tool..", "com.osmtalk.mcp.protocol..")));
        check(noClasses()
                .that()
                .resideInAnyPackage("com.osmtalk.mcp.kit..", "com.osmtalk.mcp.view..")
                .should()
                .dependOnClassesThat(resideInAPackage("com.osmtalk.mcp.guard..")));
    }

    @Test
    void onlyStoresSpeakSql() {
        check(noClasses()
                .that(not(areInsideAStore()))
                .and()
                .resideOutsideOfPackage("com.osmtalk.server.store..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.jdbi..")
                .as("only classes named …Store, and server.store, know JDBI"));
    }

    /**
     * SQL, and what JDBC throws, stays where it is run: a rule that had to catch an {@code SQLException} would know
     * how its facts are kept. Stores of the server, the rows they read, and the one store of the guard.
     */
    @Test
    void onlyStoresKnowJdbc() {
        DescribedPredicate<JavaClass> areRowsOfAStore = DescribedPredicate.describe(
                "are rows of a store", type -> outermost(type).getSimpleName().endsWith("Row"));
        check(noClasses()
                .that(not(areInsideAStore().or(areRowsOfAStore)))
                .and()
                .resideOutsideOfPackages("com.osmtalk.server.store..", "com.osmtalk.mcp.guard.store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..")
                .as("only classes named …Store or …Row, server.store and mcp.guard.store know JDBC"));
    }

    /** What is compared with a secret, or with a code made of one, must not tell by its time how much of it fits. */
    @Test
    void codesAreComparedInConstantTime() {
        check(classes()
                .that(callMethod(Mac.class, "doFinal")
                        .or(callMethod(Hmac.class, "of"))
                        .or(callMethod(Hmac.class, "hex")))
                .should()
                .callMethod(MessageDigest.class, "isEqual", byte[].class, byte[].class)
                .orShould()
                .callMethod(Hmac.class, "isHex", String.class, byte[].class, byte[][].class)
                .orShould(new ArchCondition<>("only sign") {
                    @Override
                    public void check(JavaClass signing, ConditionEvents events) {
                        boolean signs = signing.getSimpleName().equals("Signing");
                        events.add(new SimpleConditionEvent(signing, signs, signing.getName() + " compares otherwise"));
                    }
                }));
        check(noClasses().should().callMethod(Arrays.class, "equals", byte[].class, byte[].class));
    }

    /** With several servers some of these are others: what uses a port must not be able to tell. */
    @Test
    void onlyTheWiringKnowsHowAPortOfTheClusterIsImplemented() {
        DescribedPredicate<JavaClass> implementations = DescribedPredicate.describe(
                "implement a port of the cluster",
                type -> !type.isInterface()
                        && List.of(LiveCalls.class, ChangeFeed.class, SharedKeys.class, BlobStorage.class).stream()
                                .anyMatch(type::isAssignableTo));
        check(noClasses()
                .that()
                .doNotHaveFullyQualifiedName("com.osmtalk.server.ServerWiring")
                .and(not(implementations))
                .should()
                .dependOnClassesThat(implementations));
        check(noClasses()
                .that()
                .resideInAnyPackage("com.osmtalk.server.cluster..", "com.osmtalk.server.store.blob..")
                .should()
                .dependOnClassesThat(resideInAPackage("com.osmtalk.server..")
                        .and(not(resideInAnyPackage(
                                "com.osmtalk.server.cluster..",
                                "com.osmtalk.server.store..",
                                "com.osmtalk.server.secret..")))));
    }

    @Test
    void onlyTheCommandLineWritesToStandardOutput() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("com.osmtalk.cli..")
                .should()
                .accessField(System.class, "out"));
        check(noClasses().should().callMethod(Throwable.class, "printStackTrace"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Manager", "Helper", "Util", "Utils", "Impl", "Data", "Info"})
    void namesSayWhatAThingIs(String emptyWord) {
        check(noClasses().should().haveSimpleNameEndingWith(emptyWord));
    }

    /** Whoever searches for a class by its name, or reads it in a stack trace, is to find one. */
    @Test
    void noTwoClassesShareASimpleName() {
        Map<String, List<String>> byName = PROGRAM.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(
                        JavaClass::getSimpleName, Collectors.mapping(JavaClass::getName, Collectors.toList())));
        assertThat(byName).allSatisfy((name, classes) -> assertThat(classes).hasSize(1));
    }

    @Test
    void theProgramIsWhatIsChecked() {
        assertThat(PROGRAM).extracting(JavaClass::getName).contains("com.osmtalk.Main", "com.osmtalk.api.Call");
        assertThat(PROGRAM).extracting(JavaClass::getName).doesNotContain(ArchitectureTest.class.getName());
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(PROGRAM);
    }

    private static DescribedPredicate<JavaClass> callMethod(Class<?> owner, String name) {
        return DescribedPredicate.describe(
                "call " + owner.getSimpleName() + "." + name,
                type -> type.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> call.getTargetOwner().isEquivalentTo(owner)
                                && call.getName().equals(name)));
    }

    private static DescribedPredicate<JavaClass> areInsideAStore() {
        return DescribedPredicate.describe(
                "are inside a store", type -> outermost(type).getSimpleName().endsWith("Store"));
    }

    private static ArchCondition<JavaClass> useNoStoreOrRoutesOfAnotherPackage() {
        return new ArchCondition<>("use no Store or Routes of another package") {
            @Override
            public void check(JavaClass user, ConditionEvents events) {
                for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
                    JavaClass used = outermost(dependency.getTargetClass());
                    boolean anothers = used.getPackageName().startsWith("com.osmtalk.server.")
                            && !used.getPackageName().equals(user.getPackageName());
                    boolean inner = used.getSimpleName().endsWith("Store")
                            || used.getSimpleName().endsWith("Routes");
                    if (anothers && inner) {
                        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                    }
                }
            }
        };
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
    }
}
