package top.vetra.standalone;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import top.vetra.standalone.stack.Stack;

/** Keeps a stack running until it is told to stop. */
final class Up {

  private Up() {}

  static void run(Settings settings, boolean demo) throws InterruptedException {
    settings.home().create();
    Logs.to(settings.home().logs());
    Stack stack = Stack.start(settings, Map.of(), System.err::println);
    Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "vetra-stop"));
    System.out.println("Vetra is ready: " + stack.url());
    new CountDownLatch(1).await();
  }
}
