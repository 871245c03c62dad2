package top.vetra.gateway.intake;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import top.vetra.gateway.problem.Seen;
import top.vetra.gateway.webhook.WebhookRules;
import top.vetra.model.job.Format;
import top.vetra.model.job.JobOrder;
import top.vetra.model.job.Preset;
import top.vetra.model.job.Quality;
import top.vetra.model.link.LinkParser;
import top.vetra.model.link.PastedLink;
import top.vetra.model.problem.ProblemException;

/**
 * Reads the body of a request. Fields that are not known are refused: most of them are misspelled,
 * and whoever sent one would get something else than was asked for.
 */
@Component
final class JobRequestReader {

  private static final Set<String> FIELDS =
      Set.of("url", "format", "quality", "allowGaps", "webhook");
  private static final Set<String> WEBHOOK_FIELDS = Set.of("url", "secret");

  private final WebhookRules rules;

  JobRequestReader(WebhookRules rules) {
    this.rules = rules;
  }

  /**
   * Reads a request.
   *
   * @param client who asks
   * @throws ProblemException {@code invalid-request}, {@code invalid-link} or {@code
   *     unsupported-link}
   */
  JobRequest read(byte[] body, String client) {
    JsonObject root = JsonObject.parse(body, FIELDS);
    String url = root.requiredText("url", "the link of a Space");
    Preset preset =
        new Preset(
            root.choice("format", Format.class, Format.MP3),
            root.choice("quality", Quality.class, Quality.HIGH),
            root.flag("allowGaps"));
    JobOrder.Webhook webhook = webhook(root.object("webhook", WEBHOOK_FIELDS));
    return new JobRequest(link(url), preset, webhook, client);
  }

  private static PastedLink link(String url) {
    try {
      return LinkParser.read(url);
    } catch (ProblemException e) {
      throw new ProblemException(
          e.problem().code(), "The link reads \"" + Seen.of(url) + "\". " + e.problem().detail());
    }
  }

  private JobOrder.@Nullable Webhook webhook(@Nullable JsonObject object) {
    if (object == null) {
      return null;
    }
    JobOrder.Webhook webhook =
        new JobOrder.Webhook(object.requiredText("url", "an https address"), object.text("secret"));
    rules.check(webhook);
    return webhook;
  }
}
