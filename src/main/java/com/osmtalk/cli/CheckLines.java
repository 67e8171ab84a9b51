package com.osmtalk.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/** Prints what was looked at, a line each, with what to do under those that are wrong. */
final class CheckLines {
    private CheckLines() {}

    /** @return the exit code: 0 when all is well */
    static int print(PrintWriter out, List<CheckResult> findings) {
        for (CheckResult finding : findings) {
            String mark = finding.ok() ? "@|green ok  |@" : "@|bold,red FAIL|@";
            out.println(Ansi.AUTO.string(mark) + "  " + finding.subject() + ": " + finding.sentence());
            if (finding.whatToDo() != null) {
                out.println("      " + finding.whatToDo());
            }
        }
        return findings.stream().allMatch(CheckResult::ok) ? 0 : 1;
    }
}
