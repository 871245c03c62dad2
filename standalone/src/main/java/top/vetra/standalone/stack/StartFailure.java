package top.vetra.standalone.stack;

import org.jspecify.annotations.Nullable;

/** Why there is no stack, as a sentence for the person who wanted one. */
public class StartFailure extends RuntimeException {

  private static final long serialVersionUID = 1;

  public StartFailure(String sentence) {
    this(sentence, null);
  }

  public StartFailure(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }

  public final String sentence() {
    return String.valueOf(getMessage());
  }
}
