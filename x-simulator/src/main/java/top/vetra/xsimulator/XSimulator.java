package top.vetra.xsimulator;

import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;
import top.vetra.ffmpeg.FfmpegProgram;
import top.vetra.xsimulator.api.ApiRequest;
import top.vetra.xsimulator.api.XApi;
import top.vetra.xsimulator.audio.Ffmpeg;
import top.vetra.xsimulator.catalogue.Scenarios;
import top.vetra.xsimulator.fault.Reply;
import top.vetra.xsimulator.hls.HlsOrigin;
import top.vetra.xsimulator.space.SpaceScenario;
import top.vetra.xsimulator.space.Spaces;

/** A stand-in for X, as a library ({@link #start}) and as a program of its own. */
public final class XSimulator {

  /** GraphQL calls carry their variables and features in the address, about 3 KB of it. */
  private static final int LONGEST_REQUEST_LINE = 32_768;

  private XSimulator() {}

  /** Starts a simulator with all its scenarios; it answers when this returns. */
  public static RunningSimulator start(SimulatorSettings settings) {
    Ffmpeg ffmpeg = new Ffmpeg(() -> FfmpegProgram.bundled(settings.cacheDirectory()));
    Spaces spaces = new Spaces();
    Scenarios.all(settings.demoSeconds()).forEach(spaces::add);
    HlsOrigin hls = new HlsOrigin(ffmpeg);
    FrontDoor door = new FrontDoor(spaces, new XApi(spaces, settings.callsPerToken()), hls);
    ReplyWriter writer = new ReplyWriter(settings.latency(), settings.kilobitsPerSecond());
    ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    LoopResources loops = LoopResources.create("x-simulator", 1, 2, true);
    HttpServer server =
        HttpServer.create()
            .host(settings.host().equals(SimulatorSettings.LOOPBACK) ? settings.host() : "0.0.0.0")
            .runOn(loops)
            .httpRequestDecoder(spec -> spec.maxInitialLineLength(LONGEST_REQUEST_LINE))
            .doOnConnection(connection -> connections.add(connection.channel()));
    DisposableServer api =
        server
            .port(settings.port())
            .handle((request, response) -> handle(door::answer, writer, request, response))
            .bindNow();
    DisposableServer media =
        server
            .port(settings.mediaPort())
            .handle((request, response) -> handle(door::media, writer, request, response))
            .bindNow();
    RunningSimulator running =
        new RunningSimulator(
            settings.host(), spaces, hls, door, writer, api, media, connections, loops);
    spaces.origin(running.mediaUrl());
    Scenarios.redirects(running.url()).forEach(running::redirect);
    prepareAudio(hls, running.scenario(Scenarios.DEMO));
    return running;
  }

  /** The first listener should not wait for the encoder. */
  private static void prepareAudio(HlsOrigin hls, SpaceScenario demo) {
    Mono.fromCallable(() -> hls.frames(demo, 0))
        .subscribeOn(Schedulers.boundedElastic())
        .onErrorComplete()
        .subscribe();
  }

  private static Publisher<Void> handle(
      Function<ApiRequest, Reply> door,
      ReplyWriter writer,
      HttpServerRequest request,
      HttpServerResponse response) {
    QueryStringDecoder address = new QueryStringDecoder(request.uri());
    Map<String, String> query = new HashMap<>();
    address.parameters().forEach((name, values) -> query.put(name, values.get(0)));
    Map<String, String> headers = new HashMap<>();
    request.requestHeaders().forEach(entry -> headers.put(entry.getKey(), entry.getValue()));
    ApiRequest asked = new ApiRequest(request.method().name(), address.path(), headers, query);
    return Mono.fromCallable(() -> door.apply(asked))
        .subscribeOn(Schedulers.boundedElastic())
        .flatMap(reply -> writer.send(reply, response));
  }

  public static void main(String[] args) {
    System.exit(Program.run(args, System.getenv()));
  }
}
