package com.osmtalk.mcp.view;

import com.osmtalk.api.AgentStats;
import com.osmtalk.api.Spend;
import com.osmtalk.mcp.kit.AnswerFields;
import com.osmtalk.mcp.kit.ObjectSchema;
import com.osmtalk.mcp.kit.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Spend and latency as several tools show them. */
public final class FigureView {
    private FigureView() {}

    public static Schema spendSchema() {
        return Schema.object(ObjectSchema.part()
                .required("total", Schema.number())
                .optional("llm", Schema.number())
                .optional("stt", Schema.number())
                .optional("tts", Schema.number())
                .optional("sip", Schema.number()));
    }

    /** Money spent in rupees, in total and by part. */
    public static Map<String, Object> spend(Spend spend) {
        return new AnswerFields()
                .put("total", spend.total().rupees())
                .put("llm", spend.llm().rupees())
                .put("stt", spend.stt().rupees())
                .put("tts", spend.tts().rupees())
                .put("sip", spend.sip().rupees())
                .asMap();
    }

    /** Average latencies in milliseconds, without those that were never measured. */
    public static Map<String, Object> latency(AgentStats.AverageLatency latency) {
        return new AnswerFields()
                .put("end_to_end", measured(latency.endToEnd()))
                .put("stt", measured(latency.stt()))
                .put("llm", measured(latency.llm()))
                .put("tts", measured(latency.tts()))
                .asMap();
    }

    /** Null for 0, which the API sends for what was never measured. */
    private static @Nullable Double measured(double millis) {
        return millis == 0 ? null : millis;
    }
}
