package com.osmtalk.client;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.osmtalk.api.Account;
import com.osmtalk.api.Agent;
import com.osmtalk.api.AgentStats;
import com.osmtalk.api.AgentSummary;
import com.osmtalk.api.AgentVersion;
import com.osmtalk.api.ApiKey;
import com.osmtalk.api.Call;
import com.osmtalk.api.ChatReply;
import com.osmtalk.api.CreatedApiKey;
import com.osmtalk.api.Dashboard;
import com.osmtalk.api.DncEntry;
import com.osmtalk.api.Health;
import com.osmtalk.api.Json;
import com.osmtalk.api.OwnedNumber;
import com.osmtalk.api.Page;
import com.osmtalk.api.Session;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads answers of servers older and newer than this program: unknown fields and enum values are skipped, missing
 * fields forgiven, but for the one in each record without which an answer is not the thing it should be.
 */
final class ResponseReader {
    private static final JsonMapper MAPPER = Json.MAPPER
            .rebuild()
            .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
            .build();

    private ResponseReader() {}

    /** @throws IOException when the text is not JSON of this type */
    static <T> T read(byte[] json, TypeReference<T> type) throws IOException {
        @Nullable T value = MAPPER.readValue(json, type);
        if (value == null || !isWhole(value)) {
            throw new IOException("the answer lacks what it is asked for");
        }
        return value;
    }

    private static boolean isWhole(@Nullable Object value) {
        @Nullable Object essential = essential(value);
        return essential instanceof List<?> entries
                ? entries.stream().allMatch(ResponseReader::isWhole)
                : essential != null;
    }

    private static @Nullable Object essential(@Nullable Object value) {
        if (value instanceof Page<?> page) {
            return page.data();
        } else if (value instanceof Call call) {
            return call.status() == null ? null : call.id();
        } else if (value instanceof PlacedCall call) {
            return call.callId();
        } else if (value instanceof Agent agent) {
            return agent.id();
        } else if (value instanceof AgentSummary agent) {
            return agent.id();
        } else if (value instanceof AgentVersion version) {
            return version.id();
        } else if (value instanceof AgentStats stats) {
            return stats.agentId();
        } else if (value instanceof OwnedNumber number) {
            return number.id();
        } else if (value instanceof Dashboard dashboard) {
            return dashboard.calls();
        } else if (value instanceof ChatReply chat) {
            return chat.reply();
        } else if (value instanceof ApiKey key) {
            return key.id();
        } else if (value instanceof CreatedApiKey created) {
            return created.key();
        } else if (value instanceof Session session) {
            return session.token();
        } else if (value instanceof Account account) {
            return account.organization();
        } else if (value instanceof DncEntry entry) {
            return entry.id();
        } else if (value instanceof Health health) {
            return health.status();
        }
        return value;
    }
}
