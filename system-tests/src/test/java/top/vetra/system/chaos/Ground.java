package top.vetra.system.chaos;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import top.vetra.system.chaos.client.Receiver;
import top.vetra.system.chaos.fault.Upstream;
import top.vetra.system.chaos.history.History;
import top.vetra.xsimulator.RunningSimulator;

/**
 * What a deployment stands on.
 *
 * @param folder for all that it keeps
 * @param upstream the same X as a target
 */
record Ground(
    RunningSimulator simulator,
    Upstream upstream,
    Receiver receiver,
    Path folder,
    History history) {

  static final String API_KEY = "a-key-of-the-history-check";

  /**
   * Settings of every service: many small chunks, so that there are many steps to die between, and
   * looks that come in seconds instead of minutes.
   */
  Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    settings.put("VETRA_X_API_URL", simulator.url());
    settings.put("VETRA_X_WEB_URL", simulator.url());
    settings.put("VETRA_X_SHORT_URL", simulator.url() + "/tco");
    settings.put("VETRA_X_IMAGE_URL", simulator.url());
    settings.put("VETRA_X_BREAKER_PAUSE", "PT2S");
    settings.put("VETRA_MEDIA_ALLOWED_HOSTS", simulator.mediaHost());
    settings.put("VETRA_WEBHOOK_ALLOWED_HOSTS", receiver.host());
    settings.put("VETRA_API_KEYS", API_KEY);
    settings.put("VETRA_PLAN_FIRST_CHUNK", "PT3S");
    settings.put("VETRA_PLAN_CHUNK", "PT3S");
    settings.put("VETRA_SILENCE_UNSTARTED", "PT5S");
    settings.put("VETRA_HEARTBEAT", "PT2S");
    settings.put("VETRA_TRANSCODER_SWEEP_PERIOD", "PT3S");
    return settings;
  }
}
