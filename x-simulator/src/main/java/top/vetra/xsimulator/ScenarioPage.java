package top.vetra.xsimulator;

import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import top.vetra.xsimulator.space.SpaceScenario;
import top.vetra.xsimulator.space.Spaces;

/** Shows what can be tried, to people and to programs. */
final class ScenarioPage {

  private static final String HEAD =
      """
      <!doctype html><html lang="en"><meta charset="utf-8"><title>X simulator</title>
      <meta name="viewport" content="width=device-width">
      <style>body{font:16px/1.5 system-ui;margin:2rem auto;max-width:70rem;padding:0 1rem}
      table{border-collapse:collapse}td,th{text-align:left;padding:.2rem .8rem .2rem 0;
      vertical-align:top}</style>
      <h1>X simulator</h1><p>A stand-in for X. Paste a link into the product.</p>
      <table><tr><th>Scenario<th>Link<th>Expected<th>What is peculiar
      """;

  private ScenarioPage() {}

  static String html(Spaces spaces) {
    return spaces.all().stream().map(ScenarioPage::row).collect(Collectors.joining("", HEAD, ""))
        + "</table>\n";
  }

  private static String row(SpaceScenario space) {
    return "<tr><td>%s<td><code>%s</code><td>%s<td>%s\n"
        .formatted(
            space.name(), space.link(), String.join(" or ", space.expected()), space.about());
  }

  static String json(Spaces spaces) {
    ArrayNode all = JsonMapper.shared().createArrayNode();
    for (SpaceScenario space : spaces.all()) {
      ObjectNode one = all.addObject();
      one.put("name", space.name());
      one.put("about", space.about());
      one.put("spaceId", space.id());
      one.put("link", space.link());
      one.put("postLink", space.postLink());
      one.put("durationSeconds", space.recording().totalSeconds());
      space.expected().forEach(one.putArray("expected")::add);
    }
    return all.toString();
  }
}
