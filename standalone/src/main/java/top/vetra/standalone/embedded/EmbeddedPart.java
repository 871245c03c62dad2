package top.vetra.standalone.embedded;

/** Something outside of Vetra that its services need, run here so that nobody has to install it. */
public interface EmbeddedPart extends AutoCloseable {

  int port();

  /** The address in the form that the services' setting for this part takes. */
  String address();

  @Override
  void close();
}
