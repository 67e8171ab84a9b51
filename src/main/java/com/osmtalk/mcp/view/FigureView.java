package com.osmtalk.mcp.view;

import com.osmtalk.api.AgentStats;
import com.osmtalk.api.Spend;
import com.osmtalk.mcp.kit.AnswerFields;
import com.osmtalk.mcp.kit.ObjectSchema;
import com.osmtalk.mcp.kit.Schema;
import com.osmtalk.mcp.kit.Wording;
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

    /**
     * How calls went, in words: {@code success rate 67 % (4 of 6 judged), completion rate 82 %}.
     *
     * @param success null: the server gives none, since no call was judged or it keeps no such figure
     * @param judged null: the server doesn't tell
     */
    public static String rates(
            @Nullable Double success, @Nullable Long judged, @Nullable Long successful, @Nullable Double completion) {
        String rate = success == null
                ? "no call was judged a success or not"
                : "success rate " + Wording.percent(success)
                        + (judged == null || successful == null
                                ? ""
                                : " (" + successful + " of " + judged + " judged)");
        return rate + (completion == null ? "" : ", completion rate " + Wording.percent(completion));
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
