package top.vetra.system.chaos.history;

import org.jspecify.annotations.Nullable;

/**
 * A promise that was not kept.
 *
 * @param promise which
 * @param job whose, if it is a job's
 * @param what what was seen
 */
public record Violation(String promise, @Nullable String job, String what) {}
