package top.vetra.standalone;

import java.util.Arrays;
import java.util.List;
import top.vetra.resolver.Doctor;
import top.vetra.standalone.get.Get;
import top.vetra.standalone.get.Rehearsal;
import top.vetra.standalone.stack.StartFailure;

/** Vetra on one machine: {@code up [--demo]}, {@code get LINK [-o FILE]}, {@code doctor [LINK]}. */
public final class Standalone {

  private static final String USAGE =
      """
      usage: vetra up [--demo]           start everything on this machine
             vetra get LINK [-o FILE]    save one Space as an MP3
             vetra doctor [LINK]         ask X in each way that there is, and say what works""";

  private Standalone() {}

  public static void main(String[] args) throws Exception {
    String command = args.length == 0 ? "" : args[0];
    String[] rest = Arrays.copyOfRange(args, Math.min(1, args.length), args.length);
    try {
      switch (command) {
        case "up" -> up(List.of(rest));
        case "get" -> System.exit(Get.run(rest));
        case "doctor" -> System.exit(doctor(rest));
        case "rehearse" -> rehearse();
        case "parts" -> PartProgram.main(rest);
        default -> usage();
      }
    } catch (StartFailure failure) {
      System.err.println(failure.sentence());
      System.exit(1);
    }
  }

  private static void up(List<String> options) throws InterruptedException {
    if (!options.isEmpty() && !options.equals(List.of("--demo"))) {
      usage();
    }
    Settings settings = Settings.from(System.getenv());
    Up.run(options.isEmpty() ? settings : settings.with(DemoSettings.from(System.getenv())));
  }

  private static int doctor(String[] arguments) {
    Home home = Settings.from(System.getenv()).home();
    home.create();
    Logs.to(home.logs());
    return Doctor.run(arguments, System.out);
  }

  private static void rehearse() throws Exception {
    Rehearsal.run();
    System.exit(0);
  }

  private static void usage() {
    System.err.println(USAGE);
    System.exit(2);
  }
}
