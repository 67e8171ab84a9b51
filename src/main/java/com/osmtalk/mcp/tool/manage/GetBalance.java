package com.osmtalk.mcp.tool.manage;

import com.osmtalk.api.Balance;
import com.osmtalk.mcp.kit.AnswerFields;
import com.osmtalk.mcp.kit.Arguments;
import com.osmtalk.mcp.kit.ObjectSchema;
import com.osmtalk.mcp.kit.Schema;
import com.osmtalk.mcp.kit.Tool;
import com.osmtalk.mcp.kit.ToolAnswer;
import com.osmtalk.mcp.kit.ToolContext;
import com.osmtalk.mcp.kit.ToolDefinition;
import com.osmtalk.mcp.kit.Toolset;

/** {@code get_balance}: the account's credits. */
public final class GetBalance implements Tool {
    private static final ToolDefinition DEFINITION = new ToolDefinition(
            Toolset.MANAGE,
            "get_balance",
            "Get the balance",
            "Use this when you want the credits left, for example before spending. Not for what was"
                    + " spent: use list_usage. Example: {}",
            ObjectSchema.arguments(),
            ObjectSchema.answer()
                    .required("total_inr", Schema.number())
                    .required("paid_inr", Schema.number())
                    .required("promotional_inr", Schema.number()),
            ToolDefinition.Effects.READS,
            "Tell the person to check the configured organisation.");

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public ToolAnswer call(Arguments arguments, ToolContext context) {
        Balance balance = context.account().billing().balance();
        return ToolAnswer.of(
                "Balance: " + balance.total() + " (paid " + balance.general() + ", promotional " + balance.promotional()
                        + ", spent first). A call needs ₹10 to start.",
                new AnswerFields()
                        .put("total_inr", balance.total().rupees())
                        .put("paid_inr", balance.general().rupees())
                        .put("promotional_inr", balance.promotional().rupees()));
    }
}
