package com.osmtalk.contract;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.osmtalk.api.AgentDraft;
import com.osmtalk.api.AgentStats;
import com.osmtalk.api.AgentTools;
import com.osmtalk.api.CallQuery;
import com.osmtalk.api.CampaignReport;
import com.osmtalk.api.Dashboard;
import com.osmtalk.api.DncEntry;
import com.osmtalk.api.ErrorBody;
import com.osmtalk.api.EvalRun;
import com.osmtalk.api.EvalRunQuery;
import com.osmtalk.api.EvalVerdict;
import com.osmtalk.api.Json;
import com.osmtalk.api.KeptFields;
import com.osmtalk.api.Latency;
import com.osmtalk.api.Money;
import com.osmtalk.api.NumberHealth;
import com.osmtalk.api.NumberSearch;
import com.osmtalk.api.OwnedNumber;
import com.osmtalk.api.Page;
import com.osmtalk.api.PageRequest;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.PostCallAnalysis;
import com.osmtalk.api.SipTrunk;
import com.osmtalk.api.Transaction;
import com.osmtalk.api.TransactionQuery;
import com.osmtalk.api.UsageReport;
import com.osmtalk.api.WebOrigin;
import com.osmtalk.api.WebhookDelivery;
import com.osmtalk.api.WebhookMessage;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The records of the contract and the schemas of openapi.yaml say the same. */
class RecordsTest {
    private static final OpenApi CONTRACT = OpenApi.load();

    /** Where the schema is not called as the record is. */
    private static final Map<Class<?>, String> OTHER_NAMES = Map.ofEntries(
            Map.entry(AgentTools.Parameter.class, "HttpToolParameter"),
            Map.entry(CampaignReport.Counts.class, "LeadCounts"),
            Map.entry(Dashboard.Calls.class, "CallCounts"),
            Map.entry(DncEntry.Source.class, "DncSource"),
            Map.entry(ErrorBody.class, "ApiError"),
            Map.entry(EvalRun.AgentState.class, "EvalAgentState"),
            Map.entry(EvalRun.Ending.class, "EvalEnding"),
            Map.entry(EvalVerdict.Criterion.class, "EvalCriterion"),
            Map.entry(EvalVerdict.Outcome.class, "EvalOutcome"),
            Map.entry(Transaction.Bucket.class, "CreditBucket"),
            Map.entry(UsageReport.Figures.class, "UsageFigures"),
            Map.entry(UsageReport.Day.class, "UsageOfDay"),
            Map.entry(UsageReport.OfAgent.class, "UsageOfAgent"),
            Map.entry(UsageReport.OfChannel.class, "UsageOfChannel"),
            Map.entry(NumberHealth.Check.class, "NumberCheck"),
            Map.entry(NumberHealth.Subject.class, "NumberCheckSubject"),
            Map.entry(SipTrunk.Transport.class, "SipTransport"),
            Map.entry(SipTrunk.AudioCodec.class, "SipAudioCodec"),
            Map.entry(SipTrunk.Encryption.class, "SipEncryption"),
            Map.entry(SipTrunk.Transfer.class, "SipTransfer"),
            Map.entry(Latency.Figures.class, "LatencyFigures"),
            Map.entry(Latency.Turn.class, "LatencyTurn"),
            Map.entry(OwnedNumber.Capability.class, "NumberCapability"),
            Map.entry(OwnedNumber.Status.class, "NumberStatus"),
            Map.entry(Page.class, "CallPage"),
            Map.entry(PostCallAnalysis.Field.class, "AnalysisField"),
            Map.entry(PostCallAnalysis.FieldType.class, "AnalysisFieldType"),
            Map.entry(WebhookDelivery.Attempt.class, "WebhookAttempt"),
            Map.entry(WebhookDelivery.Status.class, "WebhookDeliveryStatus"),
            Map.entry(WebhookMessage.CallStarted.class, "CallStartedEvent"),
            Map.entry(WebhookMessage.CallCompleted.class, "CallCompletedEvent"),
            Map.entry(WebhookMessage.CallFailed.class, "CallFailedEvent"),
            Map.entry(WebhookMessage.CallAnalysed.class, "CallAnalysisCompletedEvent"),
            Map.entry(WebhookMessage.LeadCompleted.class, "LeadCompletedEvent"),
            Map.entry(WebhookMessage.TransferInitiated.class, "TransferInitiatedEvent"),
            Map.entry(WebhookMessage.WebhookTest.class, "WebhookTestEvent"));

    /** They travel as a text, a number or a query, or not at all. */
    private static final Set<Class<?>> NO_OBJECTS = Set.of(
            Money.class,
            PhoneNumber.class,
            CallQuery.class,
            EvalRunQuery.class,
            PageRequest.class,
            TransactionQuery.class,
            NumberSearch.class,
            WebOrigin.class);

    static Stream<Class<?>> types() {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("com.osmtalk.api")
                        .stream()
                        .<Class<?>>map(JavaClass::reflect)
                        .filter(type -> type.isRecord() || type.isEnum())
                        .filter(type -> !NO_OBJECTS.contains(type))
                        .sorted((one, other) -> one.getName().compareTo(other.getName()));
    }

    @ParameterizedTest
    @MethodSource("types")
    void aTypeHasTheSchemaOfItsName(Class<?> type) {
        JsonNode schema = CONTRACT.at("/components/schemas/" + schemaName(type));
        assertThat(schema.isMissingNode()).as("schema %s", schemaName(type)).isFalse();
        if (type.isEnum()) {
            assertThat(values(schema.path("enum"))).isEqualTo(constants(type));
        } else {
            assertSameFields(type, schema);
        }
    }

    @Test
    void pagesDifferInTheirRowsOnly() {
        Set<JsonNode> shapes = new HashSet<>();
        JsonNode schemas = CONTRACT.at("/components/schemas");
        for (String name : names(schemas)) {
            if (name.endsWith("Page")) {
                ObjectNode shape = schemas.path(name).deepCopy();
                ((ObjectNode) shape.at("/properties/data")).remove("items");
                shapes.add(shape);
            }
        }
        assertThat(shapes).hasSize(1);
    }

    @Test
    void aSnapshotIsADraftWithoutWhatTheServerSets() {
        assertThat(AgentDraft.class.getRecordComponents())
                .extracting(RecordComponent::getName)
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                names(CONTRACT.at("/components/schemas/AgentSnapshot/properties")).stream()
                                        .filter(name -> !kept(AgentDraft.class).contains(name)),
                                Stream.of("further"))
                        .toList());
    }

    @Test
    void theParametersOfListsAreThoseOfTheQueryRecords() {
        Set<String> expected = Stream.of(CallQuery.class, PageRequest.class)
                .flatMap(query -> Arrays.stream(query.getRecordComponents()))
                .map(RecordComponent::getName)
                .collect(toCollection(TreeSet::new));
        expected.add("X-Organization-Id");
        for (String path : List.of("~1api~1calls", "~1api~1widget~1calls")) {
            JsonNode parameters = CONTRACT.at("/paths/" + path + "/get/parameters");
            assertThat(elements(parameters)
                            .map(parameter ->
                                    CONTRACT.at(parameter.path("$ref").asText().substring(1)))
                            .map(parameter -> parameter.path("name").asText()))
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Session, Session",
        "Account, Account",
        "CreatedApiKey, CreatedApiKey",
        "Agent, Agent",
        "AgentVersion, AgentVersion",
        "AgentStats, AgentStats",
        "OwnedNumber, OwnedNumber",
        "OutboundCallAccepted, OutboundCallAccepted",
        "WebCall, WebCall",
        "CompletedCall, Call",
        "FailedCall, Call",
        "ComplianceSettings, ComplianceSettings",
        "Campaign, Campaign",
        "CampaignReport, CampaignReport",
        "DncEntry, DncEntry",
        "WebhookSettings, WebhookSettings",
        "WebhookDelivery, WebhookDelivery",
        "ChatReply, ChatReply",
        "Balance, Balance",
        "Fees, Fees",
        "PaymentIntent, PaymentIntent",
        "UsageReport, UsageReport",
        "Dashboard, Dashboard",
    })
    void anExampleReadAsItsRecordAndWrittenAgainKeepsTheContract(String example, String type) throws Exception {
        JsonNode value = CONTRACT.at("/components/examples/" + example + "/value");
        assertThat(CONTRACT.schemaViolations("/components/schemas/" + type, value))
                .isEmpty();
        Object read = Json.STRICT.readValue(value.toString(), Class.forName("com.osmtalk.api." + type));
        JsonNode written = Json.MAPPER.readTree(Json.MAPPER.writeValueAsString(read));
        assertThat(CONTRACT.schemaViolations("/components/schemas/" + type, written))
                .isEmpty();
        assertThat(names(written)).isEqualTo(names(value));
    }

    @Test
    void theMapperWritesTheKeysOfCountsAsTheContractNamesThem() throws Exception {
        JsonNode written = Json.MAPPER.readTree(Json.MAPPER.writeValueAsString(Json.MAPPER.readValue(
                CONTRACT.at("/components/examples/AgentStats/value").toString(), AgentStats.class)));
        assertThat(names(written.path("byStatus"))).containsExactly("completed", "failed");
    }

    private static void assertSameFields(Class<?> type, JsonNode schema) {
        JsonIgnoreProperties ignored = type.getAnnotation(JsonIgnoreProperties.class);
        Set<String> expected = new TreeSet<>(ignored == null ? List.of() : List.of(ignored.value()));
        Set<String> required = new TreeSet<>();
        expected.addAll(kept(type));
        for (RecordComponent field : type.getRecordComponents()) {
            if (field.isAnnotationPresent(KeptFields.class)) {
                continue;
            }
            expected.add(field.getName());
            if (alwaysThere(type, field)) {
                required.add(field.getName());
            }
            assertSameType(field.getGenericType(), schema.path("properties").path(field.getName()), type, field);
        }
        assertThat(names(schema.path("properties"))).as("fields").isEqualTo(expected);
        assertThat(values(schema.path("required"))).as("required fields").isEqualTo(required);
        if (keepsOthers(type)) {
            assertThat(schema.at("/additionalProperties/$ref").asText()).endsWith("/KeptField");
        } else {
            assertThat(schema.path("additionalProperties")).as("other fields").isEqualTo(BooleanNode.FALSE);
        }
    }

    private static boolean keepsOthers(Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).anyMatch(field -> field.isAnnotationPresent(KeptFields.class));
    }

    /** The names of fields that are kept without effect. */
    private static List<String> kept(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .filter(field -> field.isAnnotationPresent(KeptFields.class))
                .flatMap(field ->
                        Arrays.stream(field.getAnnotation(KeptFields.class).value()))
                .toList();
    }

    private static boolean alwaysThere(Class<?> type, RecordComponent field) {
        // null only in errors the client makes; and a null that is written
        return !field.getAnnotatedType().isAnnotationPresent(Nullable.class)
                || type == ErrorBody.class && field.getName().equals("requestId")
                || type == Page.class && field.getName().equals("nextCursor");
    }

    private static void assertSameType(Type type, JsonNode property, Class<?> owner, RecordComponent field) {
        String place = owner.getSimpleName() + "." + field.getName();
        JsonNode schema = followed(property);
        if (type instanceof ParameterizedType generic) {
            Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            boolean list = generic.getRawType() == List.class;
            assertThat(schema.path("type").asText()).as(place).isEqualTo(list ? "array" : "object");
            if (last != Object.class && !(last instanceof TypeVariable)) {
                assertSameType(last, schema.path(list ? "items" : "additionalProperties"), owner, field);
            }
        } else if (type == Money.class || type == PhoneNumber.class) {
            assertThat(property.path("$ref").asText())
                    .as(place)
                    .matches(".*/(Written)?" + ((Class<?>) type).getSimpleName());
        } else if (type == Instant.class) {
            assertThat(schema.path("format").asText()).as(place).isEqualTo("date-time");
        } else if (type == LocalDate.class) {
            assertThat(schema.path("format").asText()).as(place).isEqualTo("date");
        } else if (type instanceof Class<?> single && (single.isRecord() || single.isEnum())) {
            assertThat(property.path("$ref").asText())
                    .as(place)
                    .isIn("#/components/schemas/" + schemaName(single), "#/components/schemas/AgentSnapshot");
        } else {
            assertThat(
                            schema.path("type").isArray()
                                    ? values(schema.path("type"))
                                    : schema.path("type").asText())
                    .as(place)
                    .isIn(jsonType(type), Set.of("null", jsonType(type)));
        }
    }

    private static JsonNode followed(JsonNode property) {
        JsonNode reference = property.path("$ref");
        return reference.isMissingNode()
                ? property
                : CONTRACT.at(reference.asText().substring(1));
    }

    private static String jsonType(Type type) {
        if (type == String.class) {
            return "string";
        } else if (type == boolean.class || type == Boolean.class) {
            return "boolean";
        } else if (type == double.class || type == Double.class) {
            return "number";
        } else if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "integer";
        }
        throw new IllegalArgumentException("no JSON type is known for " + type);
    }

    private static String schemaName(Class<?> type) {
        return OTHER_NAMES.getOrDefault(type, type.getSimpleName());
    }

    private static Set<String> constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> Json.MAPPER.convertValue(constant, String.class))
                .collect(toCollection(TreeSet::new));
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> values(JsonNode array) {
        return elements(array).map(JsonNode::asText).collect(toCollection(TreeSet::new));
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
