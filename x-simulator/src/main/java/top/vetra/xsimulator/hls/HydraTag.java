package top.vetra.xsimulator.hls;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import top.vetra.xsimulator.space.Derived;
import top.vetra.xsimulator.space.Person;
import top.vetra.xsimulator.space.SpaceScenario;
import top.vetra.xsimulator.space.TagStyle.Hydra;

/** The tag X writes about once a second: who is on stage, and who is talking. */
final class HydraTag {

  private static final JsonMapper JSON = JsonMapper.shared();

  /** Seconds from 1900, where NTP counts from, to 1970. */
  private static final long NTP_EPOCH = 2_208_988_800L;

  private static final int TURN_SECONDS = 14;

  private HydraTag() {}

  static byte[] at(SpaceScenario space, double seconds) {
    boolean malformed = space.recording().tags().hydra() == Hydra.MALFORMED;
    List<Person> onStage =
        space.speakers().stream().filter(one -> one.joinedAfterSeconds() <= seconds).toList();
    String ntp = ntpSeconds(space.startedAt(), seconds);
    return new Id3Tag(space.recording().tags().synchsafe())
        .text("TIT3", malformed ? "soon" : ntp)
        .userText("JSONMetadata", malformed ? "{\"HydraVersion\":" : metadata(ntp))
        .userText("HydraParticipants", malformed ? "[{\"Partici" : participants(onStage))
        .userText("HydraAudioLevel", malformed ? "loud" : levels(space, onStage, seconds))
        .bytes();
  }

  private static String ntpSeconds(Instant start, double seconds) {
    double ntp = start.toEpochMilli() / 1000.0 + NTP_EPOCH + seconds;
    return String.format(Locale.ROOT, "%.3f", ntp);
  }

  private static String metadata(String ntp) {
    return "{\"HydraVersion\":4,\"ntp\":" + ntp + "}";
  }

  private static String participants(List<Person> onStage) {
    ArrayNode all = JSON.createArrayNode();
    for (int i = 0; i < onStage.size(); i++) {
      Person person = onStage.get(i);
      ObjectNode one = all.addObject();
      one.put("ParticipantIndex", i + 1);
      one.put("UserId", person.userId());
      one.put("UserName", person.screenName());
      one.put("SessionId", Derived.letters(person.userId(), 16));
      one.put("ProfileUrl", person.avatarUrl());
    }
    return all.toString();
  }

  /** The first level is the host's; 0 is silence, about 8 and up is talking. */
  private static String levels(SpaceScenario space, List<Person> onStage, double seconds) {
    long turn = (long) (seconds / TURN_SECONDS);
    Random choice = new Random(Derived.seed(space.id()) + turn * 7919);
    int talking = choice.nextInt(onStage.size() + 1);
    Random loudness = new Random(Derived.seed(space.id()) + (long) seconds);
    boolean pause = loudness.nextInt(9) == 0;
    StringBuilder levels = new StringBuilder("[");
    for (int i = 0; i <= onStage.size(); i++) {
      int level = i == talking && !pause ? 9 + loudness.nextInt(40) : 0;
      levels.append(i == 0 ? "" : ",").append(level);
    }
    return levels.append("]").toString();
  }
}
