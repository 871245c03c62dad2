package top.vetra.system.chaos.history;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The words of a job, as the contract has them. */
final class Status {

  private static final List<String> ORDER =
      List.of("queued", "resolving", "waiting", "fetching", "transcoding");

  private static final List<String> FINAL = List.of("completed", "failed", "canceled");

  private Status() {}

  static boolean isFinal(String status) {
    return FINAL.contains(status);
  }

  /** How far on in a job's life; -1 for a word that the contract does not have. */
  static int rank(String status) {
    return isFinal(status) ? ORDER.size() : ORDER.indexOf(status);
  }

  static String withoutLinks(JsonNode job) {
    JsonNode copy = job.deepCopy();
    if (copy.path("result") instanceof ObjectNode result) {
      result.remove("url");
      result.remove("expiresAt");
    }
    return copy.toString();
  }
}
