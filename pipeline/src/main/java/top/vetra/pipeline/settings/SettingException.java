package top.vetra.pipeline.settings;

/** A setting that a service cannot start with, and a sentence that says what to do about it. */
public final class SettingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Refuses to start.
   *
   * @param sentence for a person; without the setting's value where that is a secret
   */
  public SettingException(String sentence) {
    super(sentence);
  }
}
