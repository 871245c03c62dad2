package top.vetra.xsimulator.api;

import org.jspecify.annotations.Nullable;
import top.vetra.xsimulator.fault.Changes;
import top.vetra.xsimulator.fault.Reply;

/**
 * Who is calling: a guest with a token, a session, or nobody who may.
 *
 * @param token the guest's token; null for a session
 * @param refusal the answer when the caller may not call
 */
record Authorization(@Nullable GuestToken token, boolean loggedIn, @Nullable Reply refusal) {

  /** The web client's public constant, the same in every public tool. */
  static final String BEARER =
      "Bearer AAAAAAAAAAAAAAAAAAAAANRILgAAAAAAnNwIzUejRCOuH5E6I8xnZz4puTs"
          + "%3D1Zv7ttfk8LF81IUq16cHjhLTvJu4FA33AGWWjCpTnA";

  static Authorization of(ApiRequest request, GuestTokens tokens) {
    Reply refusal = bearerRefusal(request);
    if (refusal != null) {
      return refused(refusal);
    }
    if (request.cookie("auth_token") != null) {
      return session(request);
    }
    String digits = request.header("x-guest-token");
    if (digits == null) {
      return refused(403, 200, "Forbidden.");
    }
    GuestToken token = tokens.find(digits);
    if (token == null || token.isRevoked()) {
      return refused(403, 239, "Bad guest token");
    }
    if (!token.use()) {
      Reply limited = Reply.json(429, Changes.errorBody(88, "Rate limit exceeded."));
      return refused(token.withLimits(limited));
    }
    return new Authorization(token, false, null);
  }

  /** What is wrong with the bearer token; null when nothing is. */
  static @Nullable Reply bearerRefusal(ApiRequest request) {
    String bearer = request.header("authorization");
    if (bearer == null) {
      return Reply.json(400, Changes.errorBody(215, "Bad Authentication data."));
    }
    return bearer.equals(BEARER)
        ? null
        : Reply.json(401, Changes.errorBody(89, "Invalid or expired token."));
  }

  /** X wants the CSRF cookie repeated as a header. */
  private static Authorization session(ApiRequest request) {
    String csrf = request.cookie("ct0");
    boolean right =
        csrf != null
            && csrf.equals(request.header("x-csrf-token"))
            && "OAuth2Session".equals(request.header("x-twitter-auth-type"));
    return right
        ? new Authorization(null, true, null)
        : refused(403, 353, "This request requires a matching csrf cookie and header.");
  }

  private static Authorization refused(int status, int code, String message) {
    return refused(Reply.json(status, Changes.errorBody(code, message)));
  }

  private static Authorization refused(Reply reply) {
    return new Authorization(null, false, reply);
  }
}
