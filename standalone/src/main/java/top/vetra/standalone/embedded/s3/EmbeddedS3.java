package top.vetra.standalone.embedded.s3;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import top.vetra.standalone.embedded.EmbeddedPart;
import top.vetra.standalone.embedded.Loopback;
import top.vetra.standalone.embedded.RememberedPort;

/** An S3 object store in this JVM that checks signatures, with its objects as files in a folder. */
public final class EmbeddedS3 implements EmbeddedPart {

  public static final String BUCKET = "vetra";
  public static final String REGION = "us-east-1";

  private static final Logger log = LoggerFactory.getLogger(EmbeddedS3.class);

  /** Bodies that are not sent in chunks are held in memory while their signature is checked. */
  private static final long MAX_UNCHUNKED_BYTES = 32 << 20;

  /**
   * The player reads files in pieces, from a page of another origin; what opens them is the link.
   */
  private static final CrossOriginResourceSharing READABLE_BY_PAGES =
      new CrossOriginResourceSharing(
          List.of("*"), List.of("GET", "HEAD"), List.of("Range"), List.of(), "");

  private final S3Proxy server;
  private final S3Credentials credentials;
  private final Path folder;

  private EmbeddedS3(S3Proxy server, S3Credentials credentials, Path folder) {
    this.server = server;
    this.credentials = credentials;
    this.folder = folder;
  }

  /**
   * Starts the store and returns when it serves; {@code wantedPort} 0 takes the port of last time
   * if it is free: signed links name it.
   */
  public static EmbeddedS3 start(Path dir, int wantedPort) throws IOException {
    Path objects = dir.resolve("objects").toAbsolutePath();
    Path folder = Files.createDirectories(objects.resolve(BUCKET));
    S3Credentials credentials = S3Credentials.keptIn(dir.resolve("credentials"));
    RememberedPort remembered = RememberedPort.in(dir);
    int port = wantedPort == 0 ? remembered.freeOne() : wantedPort;
    S3Proxy server =
        S3Proxy.builder()
            .blobStore(new FilesystemNio2BlobStore(objects.toString()))
            .endpoint(URI.create("http://" + Loopback.HOST + ":" + port))
            .awsAuthentication(
                AuthenticationType.AWS_V4, credentials.accessKey(), credentials.secretKey())
            .v4MaxNonChunkedRequestSize(MAX_UNCHUNKED_BYTES)
            .ignoreUnknownHeaders(true)
            .corsRules(READABLE_BY_PAGES)
            .jettyMaxThreads(32)
            .stopTimeout(1000)
            .build();
    try {
      server.start();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("the object store did not start", e);
    }
    remembered.keep(server.getPort());
    return new EmbeddedS3(server, credentials, folder);
  }

  public S3Credentials credentials() {
    return credentials;
  }

  /** Where the bucket's objects lie, each as a file under its key. */
  public Path folder() {
    return folder;
  }

  @Override
  public int port() {
    return server.getPort();
  }

  @Override
  public String address() {
    return "http://" + Loopback.HOST + ":" + port();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      log.warn("The object store did not stop cleanly", e);
    }
  }
}
