package top.vetra.xsimulator.api;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import top.vetra.xsimulator.fault.Reply;

/** X's web client, as far as it tells under which id a Space is asked for today. */
public final class WebClient {

  /** The id that it names, and that always answers. */
  public static final String SPACE_QUERY_ID = "wEbC1ientOfTodayNamesIt";

  private static final String PART = "modules.audio";
  private static final String HASH = "4ea09ab";
  private static final String FILE = "/responsive-web/client-web/" + PART + "." + HASH + "a.js";

  private WebClient() {}

  /** What X's page holds of it: numbers of parts, their names, and their hashes. */
  public static String script() {
    return "<script>s.u=e=>(({77:\"bundle.Home\",4711:\"%s\"})[e]||e)+\".\"+({77:\"0f1e2d3\",4711:\"%s\"})[e]+\"a.js\"</script>"
        .formatted(PART, HASH);
  }

  /** One of its parts; null if it is none. */
  public static @Nullable Reply part(String path) {
    return path.equals(FILE) ? Reply.text(200, "application/javascript", audio()) : null;
  }

  private static String audio() {
    String features =
        GraphqlCall.SPACE.features().stream()
            .map(name -> '"' + name + '"')
            .collect(Collectors.joining(","));
    return "(self.webpackChunk=self.webpackChunk||[]).push([[4711],{1:e=>{e.exports={queryId:"
        + "\"xVEzTKgAnotherQuery\",operationName:\"AudioSpaceSearch\",operationType:\"query\","
        + "metadata:{featureSwitches:[],fieldToggles:[]}}},2:e=>{e.exports={queryId:\""
        + SPACE_QUERY_ID
        + "\",operationName:\"AudioSpaceById\",operationType:\"query\",metadata:{featureSwitches:["
        + features
        + "],fieldToggles:[]}}}}]);";
  }
}
