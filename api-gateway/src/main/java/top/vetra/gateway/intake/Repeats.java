package top.vetra.gateway.intake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import top.vetra.gateway.admission.Caller;
import top.vetra.gateway.intake.IdempotencyKeys.Claim;
import top.vetra.gateway.job.JobLookup;
import top.vetra.gateway.job.JobView;
import top.vetra.gateway.placement.Ids;
import top.vetra.gateway.problem.RequestProblem;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;

/**
 * Gives a request that a caller sends again under the same {@code Idempotency-Key} the job of the
 * first one. Requests are equal when they ask for the same, however they are written down.
 */
@Component
final class Repeats {

  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e ]{1,255}");
  private static final Duration LIFETIME = Duration.ofHours(24);

  /** How long the first request may take before a repeated one does its work for it. */
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private final IdempotencyKeys keys;
  private final Intake intake;
  private final JobLookup jobs;

  Repeats(IdempotencyKeys keys, Intake intake, JobLookup jobs) {
    this.keys = keys;
    this.intake = intake;
    this.jobs = jobs;
  }

  /**
   * Accepts a job, or finds the one that the first request with this key has got.
   *
   * @param caller to whom the key belongs: others may use the same one for something else
   * @param key from the caller; null for a request of its own
   */
  Mono<JobView> accept(Caller caller, @Nullable String key, JobRequest request) {
    if (key == null) {
      return intake.accept(Ids.next(), request);
    }
    if (!KEY.matcher(key).matches()) {
      return Mono.error(
          new ProblemException(
              ProblemCode.INVALID_REQUEST,
              "Idempotency-Key: malformed, of "
                  + key.length()
                  + " characters (expected: 1 to 255 printable ASCII characters)"));
    }
    String hashed = sha256(caller.id() + '\n' + key);
    Claim mine = new Claim(fingerprint(request), Ids.next());
    return keys.claim(hashed, mine, LIFETIME)
        .flatMap(
            holder -> {
              if (holder.equals(mine)) {
                return first(hashed, mine, request);
              }
              return holder.fingerprint().equals(mine.fingerprint())
                  ? repeated(holder.jobId(), request)
                  : Mono.error(
                      RequestProblem.invalid(
                          422,
                          "Idempotency-Key: used before for another request."
                              + " Send a new key with a new request."));
            });
  }

  private Mono<JobView> first(String key, Claim claim, JobRequest request) {
    return intake
        .accept(claim.jobId(), request)
        .onErrorResume(
            failure -> keys.release(key, claim).onErrorComplete().then(Mono.error(failure)));
  }

  /** Waits for the first request's job; where that one has died, does what it would have done. */
  private Mono<JobView> repeated(String jobId, JobRequest request) {
    return Flux.interval(Duration.ZERO, BETWEEN_LOOKS)
        .onBackpressureDrop()
        .concatMap(tick -> jobs.find(jobId), 1)
        .next()
        .timeout(PATIENCE, intake.accept(jobId, request));
  }

  private static String fingerprint(JobRequest request) {
    var webhook = request.webhook();
    return sha256(
        request.link().key()
            + '\n'
            + request.preset().slug()
            + '\n'
            + (webhook == null ? "" : webhook.url() + '\n' + webhook.secret()));
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("no SHA-256", e);
    }
  }
}
