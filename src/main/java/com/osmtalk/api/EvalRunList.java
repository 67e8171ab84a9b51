package com.osmtalk.api;

import java.util.List;

/** The runs that {@code POST /api/eval/run-all} has begun, in the order of their test cases. */
public record EvalRunList(List<EvalRun> runs) {}
