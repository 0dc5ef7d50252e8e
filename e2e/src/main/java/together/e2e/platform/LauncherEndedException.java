package together.e2e.platform;

/** The launcher gave up or was ended, instead of running the platform. */
public final class LauncherEndedException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  private final String lastLines;

  LauncherEndedException(String lastLines) {
    super("the launcher has ended: " + lastLines);
    this.lastLines = lastLines;
  }

  /** Why, in its own words. */
  public String reason() {
    return lastLines
        .lines()
        .filter(line -> line.startsWith("together: "))
        .reduce((first, second) -> second)
        .orElse("no reason told");
  }
}
