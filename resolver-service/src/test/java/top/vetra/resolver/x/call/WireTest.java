package top.vetra.resolver.x.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.Http2SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;

/** What really goes over the wire. */
class WireTest {

  private static final Map<String, String> HEADERS =
      Map.of("User-Agent", "Browser/1", "sec-fetch-mode", "cors", "X-Twitter-Active-User", "yes");

  @TempDir private Path folder;

  private static Http http(String proxy, UnaryOperator<HttpClient> connection) {
    HttpSettings settings =
        new HttpSettings(
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            100_000,
            1,
            Duration.ofMillis(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            proxy);
    Clock clock = Clock.systemUTC();
    return new Http(settings, new CallBudget(0, clock), clock, connection);
  }

  /** Answers whatever comes, and keeps the lines of the requests' heads. */
  private static List<String> heads(ServerSocket server) {
    List<String> lines = new CopyOnWriteArrayList<>();
    Thread accepting =
        new Thread(
            () -> {
              try {
                while (true) {
                  Socket socket = server.accept();
                  new Thread(() -> serve(socket, lines)).start();
                }
              } catch (IOException closed) {
                // The test is over.
              }
            });
    accepting.start();
    return lines;
  }

  private static void serve(Socket socket, List<String> lines) {
    try (socket) {
      BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      for (String first = reader.readLine(); first != null; first = reader.readLine()) {
        for (String line = first; line != null && !line.isEmpty(); line = reader.readLine()) {
          lines.add(line);
        }
        boolean tunnel = first.startsWith("CONNECT ");
        String answer = "HTTP/1.1 200 OK\r\n" + (tunnel ? "\r\n" : "Content-Length: 2\r\n\r\n{}");
        socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException closed) {
      // The client has gone.
    }
  }

  @Test
  void names_of_headers_are_in_title_case_over_http_1_and_there_is_one_user_agent()
      throws Exception {
    try (ServerSocket server = new ServerSocket(0)) {
      List<String> lines = heads(server);
      URI uri =
          URI.create("http://127.0.0.1:" + server.getLocalPort() + "/1.1/guest/activate.json");
      Http http = http("", UnaryOperator.identity());
      http.send(Endpoint.GUEST_TOKEN, HttpMethod.POST, uri, HEADERS).block();
      http.send(Endpoint.SPACE, HttpMethod.GET, uri, HEADERS).block();

      List<String> names =
          lines.stream()
              .filter(line -> !line.endsWith(" HTTP/1.1"))
              .map(line -> line.substring(0, line.indexOf(':')))
              .toList();
      assertThat(names)
          .contains("Host", "Accept-Encoding", "Sec-Fetch-Mode", "X-Twitter-Active-User")
          .allMatch(name -> name.matches("[A-Z][a-z0-9]*(-[A-Z][a-z0-9]*)*"))
          .doesNotContain("Connection");
      assertThat(names).filteredOn("User-Agent"::equals).hasSize(2);
      assertThat(lines).contains("User-Agent: Browser/1", "Content-Length: 0");
    }
  }

  @Test
  void http_2_is_taken_where_the_server_has_it() throws Exception {
    List<String> seen = new CopyOnWriteArrayList<>();
    KeyManagerFactory keys = keys();
    DisposableServer server =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .protocol(HttpProtocol.H2, HttpProtocol.HTTP11)
            .secure(spec -> spec.sslContext(Http2SslContextSpec.forServer(keys)))
            .handle(
                (request, response) -> {
                  seen.add(request.version() + " " + request.protocol());
                  request.requestHeaders().forEach(header -> seen.add(header.getKey()));
                  return response.sendString(Mono.just("{}"));
                })
            .bindNow();
    try {
      Http http =
          http(
              "",
              client ->
                  client.secure(
                      spec ->
                          spec.sslContext(
                              Http2SslContextSpec.forClient()
                                  .configure(
                                      builder ->
                                          builder.trustManager(
                                              InsecureTrustManagerFactory.INSTANCE)))));
      URI uri = URI.create("https://127.0.0.1:" + server.port() + "/1.1/x");

      Answer answer =
          http.send(Endpoint.SPACE, HttpMethod.GET, uri, HEADERS).blockOptional().orElseThrow();

      assertThat(answer.status()).isEqualTo(200);
      assertThat(seen.get(0)).contains("HTTP/2.0");
      assertThat(seen).contains("sec-fetch-mode", "x-twitter-active-user", "user-agent");
    } finally {
      server.disposeNow();
    }
  }

  private KeyManagerFactory keys() throws Exception {
    Path store = folder.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "test",
                "-dname",
                "CN=127.0.0.1",
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .start();
    keytool.getInputStream().readAllBytes();
    assertThat(keytool.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, "changeit".toCharArray());
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, "changeit".toCharArray());
    return factory;
  }

  @Test
  void all_goes_through_an_http_proxy_that_asks_who_is_there() throws Exception {
    try (ServerSocket proxy = new ServerSocket(0)) {
      List<String> lines = heads(proxy);
      Http http =
          http("http://ann:p%40ss@127.0.0.1:" + proxy.getLocalPort(), UnaryOperator.identity());

      http.send(Endpoint.SPACE, HttpMethod.GET, URI.create("http://x.invalid/a"), HEADERS).block();

      assertThat(lines)
          .contains("CONNECT x.invalid:80 HTTP/1.1", "GET /a HTTP/1.1")
          .anyMatch(line -> line.equalsIgnoreCase("proxy-authorization: Basic YW5uOnBAc3M="));
    }
  }

  @Test
  void all_goes_through_a_socks_proxy_which_looks_up_the_names() throws Exception {
    try (ServerSocket proxy = new ServerSocket(0)) {
      CompletableFuture<String> asked = CompletableFuture.supplyAsync(() -> socks(proxy));
      Http http =
          http("socks5://ann:secret@127.0.0.1:" + proxy.getLocalPort(), UnaryOperator.identity());

      http.send(Endpoint.SPACE, HttpMethod.GET, URI.create("http://x.invalid/a"), HEADERS).block();

      assertThat(asked.get()).isEqualTo("ann secret x.invalid GET /a HTTP/1.1");
    }
  }

  /** One connection of SOCKS 5 with a login, as of RFC 1928 and 1929. */
  private static String socks(ServerSocket server) {
    try (Socket socket = server.accept()) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      in.readByte();
      in.readNBytes(in.readByte());
      out.write(new byte[] {5, 2});
      in.readByte();
      String user = new String(in.readNBytes(in.readByte()), StandardCharsets.US_ASCII);
      String password = new String(in.readNBytes(in.readByte()), StandardCharsets.US_ASCII);
      out.write(new byte[] {1, 0});
      in.readNBytes(3);
      String host =
          in.readByte() == 3
              ? new String(in.readNBytes(in.readByte()), StandardCharsets.US_ASCII)
              : "an address";
      in.readNBytes(2);
      out.write(new byte[] {5, 0, 0, 1, 0, 0, 0, 0, 0, 0});
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
      String first = reader.readLine();
      while (!reader.readLine().isEmpty()) {}
      out.write(
          "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".getBytes(StandardCharsets.US_ASCII));
      return user + " " + password + " " + host + " " + first;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
