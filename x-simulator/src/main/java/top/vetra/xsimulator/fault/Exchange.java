package top.vetra.xsimulator.fault;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The request a fault looks at.
 *
 * @param kind what is asked for
 * @param path the request's path, without the query
 * @param index the segment's place in its playlist from 0; -1 for anything else
 * @param attempt how often exactly this has been asked for, from 1
 * @param elapsed time since this kind of thing was first asked for in this Space
 * @param queryId the GraphQL query id, empty for other calls
 * @param loggedIn whether the request carries a session rather than a guest token
 * @param token the guest token in use, if any
 */
public record Exchange(
    Kind kind,
    String path,
    int index,
    int attempt,
    Duration elapsed,
    String queryId,
    boolean loggedIn,
    @Nullable RevocableToken token) {}
