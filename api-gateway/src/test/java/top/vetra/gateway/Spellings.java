package top.vetra.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The ways in which a path can be written so that somebody may take it for another one. */
final class Spellings {

  private Spellings() {}

  /** Request targets, the plain one among them. */
  static List<String> of(String path) {
    String first = path.length() > 1 ? path.substring(1, 2) : "";
    String rest = path.length() > 1 ? path.substring(2) : "";
    String code = first.isEmpty() ? "" : Integer.toHexString(first.charAt(0));
    int slash = path.indexOf('/', 1);
    String head = slash < 0 ? path : path.substring(0, slash);
    String tail = slash < 0 ? "" : path.substring(slash);
    List<String> all =
        new ArrayList<>(
            List.of(
                path,
                path + "/",
                path + ";x",
                path + ";x=1/",
                path + "?x",
                path + "?/actuator/health",
                path + "#/actuator/health",
                path + "%00",
                path + "%20",
                path + "%2f",
                path + "/.",
                path + "/%2e%2e/actuator/health",
                path + "/../../../actuator/health",
                path.toUpperCase(Locale.ROOT),
                path.replace("/", "//"),
                path.replace("/", "/./"),
                path.replace("/", "%2f"),
                path.replace("/", "\\"),
                "/" + path,
                "/x/.." + path,
                "/%2e" + path,
                "/..;" + path,
                "/;x" + path,
                "/%c0%af" + path.substring(1),
                "/actuator/health/../.." + path,
                "/actuator/health/..;/..;" + path,
                "/actuator/health/%2e%2e/%2e%2e" + path,
                "/actuator/health;" + path,
                "/actuator/health%2f..%2f.." + path,
                "http://localhost" + path,
                head + ";x" + tail,
                head + ";x=actuator;health" + tail,
                head + ";/actuator/health" + tail));
    if (!first.isEmpty()) {
      all.add("/%" + code + rest);
      all.add("/%25" + code + rest);
      all.add("/%" + code.toUpperCase(Locale.ROOT) + rest);
      all.add("/%c1%a1" + rest);
      all.add(everyLetterEncoded(path));
    }
    return all;
  }

  private static String everyLetterEncoded(String path) {
    var encoded = new StringBuilder();
    for (char letter : path.toCharArray()) {
      encoded.append(letter == '/' ? "/" : "%" + Integer.toHexString(letter));
    }
    return encoded.toString();
  }
}
