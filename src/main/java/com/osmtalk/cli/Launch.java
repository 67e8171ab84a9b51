package com.osmtalk.cli;

/** Starts what the command line asks for; what an assistant waits for without the library that reads command lines. */
public final class Launch {
    private Launch() {}

    /**
     * Runs one command.
     *
     * @return the exit code: 0 done, 1 failed, 2 the command line was wrong
     */
    public static int run(String... arguments) {
        quieten(arguments);
        StandardError.use();
        boolean asAssistantsDo = arguments.length == 1 && arguments[0].equals("mcp");
        return asAssistantsDo ? serveAtOnce() : OsmTalkCommand.run(arguments);
    }

    /**
     * The settings, all of them in the environment, are read behind the first answers: that is most of the work. But for
     * what concerns the tools, which are one of those answers. One that can't be is told to the assistant, whose person sees
     * neither standard error nor an exit code: in the answer of every tool.
     */
    private static int serveAtOnce() {
        try {
            McpCommand.serve(
                    () -> OsmTalkCommand.mcpByEnvironment().connection(),
                    () -> OsmTalkCommand.mcpByEnvironment().rules(),
                    ToolOptions.ofEnvironment(),
                    ToolOptions.callsPerMinuteOfEnvironment());
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    /** What runs for a moment has its answer to show, not its log; set before anything logs. */
    private static void quieten(String... arguments) {
        boolean staysUp = arguments.length > 0 && (arguments[0].equals("serve") || arguments[0].equals("mcp"));
        if (!staysUp && Environment.value(StandardError.LEVEL).isEmpty()) {
            System.setProperty(StandardError.LEVEL, "WARN");
        }
    }
}
