package top.vetra.system.chaos.history;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Something that was seen or done from outside. Times are nanoseconds since the run began. */
public sealed interface Seen {

  /** When it was over. */
  long until();

  /** The job that it is about, if it is about one. */
  @Nullable String job();

  /**
   * A request was answered with 202.
   *
   * @param key its Idempotency-Key, if it had one
   */
  record Accepted(long from, long until, String job, Wish wish, @Nullable String key)
      implements Seen {}

  /**
   * The job as somebody was shown it.
   *
   * @param source how: GET, POST, DELETE, or the name of a stream of events
   * @param event the number of a stream's event; 0 elsewhere
   */
  record View(long from, long until, String job, String source, long event, JsonNode body)
      implements Seen {

    /** Where the job stands. */
    public String status() {
      return body.path("status").asString("");
    }

    /** Whether nothing more may happen to the job. */
    public boolean isFinal() {
      return Status.isFinal(status());
    }

    /** The job without its links, of which every answer has fresh ones. */
    public String essence() {
      return Status.withoutLinks(body);
    }
  }

  /** Somebody is about to cancel the job. */
  record Canceling(long until, String job) implements Seen {}

  /**
   * A request was refused.
   *
   * @param request method and path
   * @param expected the codes with which it should be refused; empty for a request that should not
   */
  record Refused(
      long until,
      @Nullable String job,
      String request,
      int status,
      @Nullable String type,
      String body,
      Set<String> expected)
      implements Seen {}

  /** A request that should be refused was not. */
  record LetIn(long until, String request, int status, Set<String> expected) implements Seen {
    @Override
    public @Nullable String job() {
      return null;
    }
  }

  /**
   * A webhook came.
   *
   * @param genuine whether its signature is right
   * @param taken whether it was answered with a 2xx
   */
  record Told(
      long until,
      @Nullable String job,
      String webhookId,
      boolean genuine,
      boolean taken,
      JsonNode body)
      implements Seen {}

  /** What the job's log of webhook calls said in the end. */
  record Tries(long until, String job, JsonNode body) implements Seen {}

  /**
   * A file came whole, or not at all.
   *
   * @param audio a hash of its audio; empty where it was refused
   * @param expected what the hash would be had nothing gone wrong
   */
  record Got(long until, String job, int status, long bytes, String audio, String expected)
      implements Seen {}

  /** A fault was done to a part. */
  record Struck(long from, long until, String part, String fault) implements Seen {
    @Override
    public @Nullable String job() {
      return null;
    }
  }

  /** Something is there that should not be, or did not happen that should have. */
  record Left(long until, String promise, String what) implements Seen {
    @Override
    public @Nullable String job() {
      return null;
    }
  }
}
