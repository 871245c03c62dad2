package top.vetra.standalone.get;

import java.io.IOException;

/** The file cannot be written here; downloading it again would not help. */
final class TargetException extends IOException {

  private static final long serialVersionUID = 1;

  TargetException(String message) {
    super(message);
  }
}
