package top.vetra.xsimulator.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import top.vetra.xsimulator.fault.Reply;

/** Profile pictures, each in a colour that follows from its address. */
public final class Portraits {

  private static final Pattern PATH =
      Pattern.compile("/profile_images/[0-9]{1,20}/([0-9A-Za-z]{1,64})_(normal|200x200)\\.jpg");

  private static final int NORMAL = 48;
  private static final int LARGE = 200;

  private Portraits() {}

  /** Whether it is an address of a picture. */
  public static boolean holds(String path) {
    return PATH.matcher(path).matches();
  }

  /** The picture at this address. */
  public static Reply reply(String path) {
    Matcher matcher = PATH.matcher(path);
    if (!matcher.matches()) {
      return Reply.empty(404);
    }
    int size = matcher.group(2).equals("normal") ? NORMAL : LARGE;
    return Reply.of(200, "image/jpeg", draw(matcher.group(1), size));
  }

  private static byte[] draw(String name, int size) {
    BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    float hue = Math.floorMod(name.hashCode(), 360) / 360f;
    pen.setColor(Color.getHSBColor(hue, 0.5f, 0.8f));
    pen.fillRect(0, 0, size, size);
    pen.setColor(Color.getHSBColor(hue + 0.5f, 0.55f, 0.4f));
    pen.fillOval(size / 8, size * 3 / 5, size * 3 / 4, size);
    pen.setColor(new Color(0xFFE2CF));
    pen.fillOval(size * 3 / 10, size / 5, size * 2 / 5, size * 9 / 20);
    pen.dispose();
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      ImageIO.write(image, "jpg", bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
