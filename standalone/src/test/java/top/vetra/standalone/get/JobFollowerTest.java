package top.vetra.standalone.get;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import top.vetra.model.job.Job;
import top.vetra.model.problem.ProblemException;

class JobFollowerTest {

  private static final String LINK = "https://x.com/i/spaces/1DemoSpaceXYZ";

  @TempDir Path folder;

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private FakeVetra vetra;
  private JobFollower follower;

  @BeforeEach
  void start() throws IOException {
    vetra = new FakeVetra();
    PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);
    follower = new JobFollower(new VetraApi(vetra.base()), new ProgressLine(out, false));
  }

  @AfterEach
  void stop() {
    vetra.close();
  }

  @Test
  void theFileIsSavedUnderTheResultsName() throws Exception {
    vetra.job("queued", "").job("fetching", "").broken().completed("Café.mp3", 5);
    vetra.file(200, "audio");
    Path saved = save();
    assertThat(saved).isEqualTo(folder.resolve("Café.mp3")).hasContent("audio");
    assertThat(shown.toString(StandardCharsets.UTF_8)).contains("queued 40 %", "fetching", "7 s");
    assertThat(files()).containsExactly("Café.mp3");
  }

  @Test
  void anExistingFileIsNeverOverwritten() throws Exception {
    Files.writeString(folder.resolve("Café.mp3"), "mine");
    vetra.completed("Café.mp3", 5).file(200, "audio");
    assertThat(save()).isEqualTo(folder.resolve("Café (2).mp3"));
    assertThat(folder.resolve("Café.mp3")).hasContent("mine");
  }

  @Test
  void aDownloadThatBreaksIsTriedAgainWithAFreshLink() throws Exception {
    vetra.completed("a.mp3", 5).file(403, "").file(200, "aud").file(200, "audio");
    assertThat(save()).hasContent("audio");
    assertThat(files()).containsExactly("a.mp3");
  }

  @Test
  void aFileOfTheWrongSizeIsNotKept() {
    vetra.completed("a.mp3", 6).file(200, "audio");
    assertThatThrownBy(this::save).isInstanceOf(IOException.class).hasMessageContaining("expected");
    assertThat(files()).isEmpty();
  }

  @Test
  void aFailedJobIsToldInItsOwnWords() {
    vetra
        .job("resolving", "")
        .job(
            "failed",
            """
        "error": {"type": "https://vetra.top/problems/space-live", "title": "Live", "status": 409,
                  "detail": "Come back when it has ended.", "code": "space-live"}
        """);
    assertThatThrownBy(() -> follower.finish(LINK))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().detail()).isEqualTo("Come back when it has ended."));
  }

  @Test
  void aRefusedLinkIsToldInTheAnswersWords() {
    vetra.refusal(400, "invalid-link", "Paste the whole link.");
    assertThatThrownBy(() -> follower.finish("nonsense"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().detail()).isEqualTo("Paste the whole link."));
  }

  @Test
  void givingUpCancelsTheJobOnlyWhileItRuns() throws Exception {
    vetra.completed("a.mp3", 5);
    follower.finish(LINK);
    follower.giveUp();
    assertThat(vetra.calls()).containsExactly("POST /api/v1/jobs");
  }

  private Path save() throws IOException, InterruptedException {
    Job job = follower.finish(LINK);
    return follower.download(job, Target.of(folder));
  }

  private List<String> files() {
    try (Stream<Path> found = Files.list(folder)) {
      return found.map(file -> file.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
