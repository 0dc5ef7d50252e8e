package together.standalone;

import org.jspecify.annotations.Nullable;

/** A start that cannot be, told to the user in one line: what is wrong, and what to do. */
public final class StartRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final String line;

  public StartRefused(String line) {
    this(line, null);
  }

  public StartRefused(String line, @Nullable Throwable cause) {
    super(line, cause);
    this.line = line;
  }

  public String line() {
    return line;
  }
}
