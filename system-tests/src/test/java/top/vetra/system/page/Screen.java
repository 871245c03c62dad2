package top.vetra.system.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;

/** What people look at the page on. */
enum Screen {
  SMALL(320, 640, ColorScheme.LIGHT, "en-GB"),
  PHONE(390, 844, ColorScheme.LIGHT, "en-GB"),
  PHONE_DARK(390, 844, ColorScheme.DARK, "de-DE"),
  DESKTOP(1280, 860, ColorScheme.LIGHT, "en-GB"),
  DESKTOP_DARK(1280, 860, ColorScheme.DARK, "en-GB");

  private final int width;
  private final int height;
  private final ColorScheme colours;
  private final String locale;

  Screen(int width, int height, ColorScheme colours, String locale) {
    this.width = width;
    this.height = height;
    this.colours = colours;
    this.locale = locale;
  }

  Browser.NewContextOptions options() {
    return new Browser.NewContextOptions()
        .setViewportSize(width, height)
        .setColorScheme(colours)
        .setLocale(locale)
        .setTimezoneId("Europe/Berlin")
        .setHasTouch(width < 500)
        .setDeviceScaleFactor(this == PHONE ? 2 : 1);
  }

  /** Whether every state is looked at on it, and by axe-core too; else the most telling ones. */
  boolean isThorough() {
    return this == PHONE || this == PHONE_DARK;
  }

  String fileName() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
