package top.vetra.standalone;

import java.util.concurrent.CountDownLatch;
import top.vetra.standalone.stack.Stack;

/** Keeps a stack running until it is told to stop. */
final class Up {

  private Up() {}

  static void run(Settings settings) throws InterruptedException {
    settings.home().create();
    Logs.to(settings.home().logs());
    Stack stack = Stack.start(settings, System.err::println);
    stack.demoLink().ifPresent(link -> System.out.println("Try this link: " + link));
    System.out.println("Vetra is ready: " + stack.url());
    new CountDownLatch(1).await();
  }
}
