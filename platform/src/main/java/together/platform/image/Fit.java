package together.platform.image;

/** How a picture that is no square becomes one. */
public enum Fit {
  /** Its middle. */
  COVER,
  /** All of it, with nothing (transparent) beside it. */
  CONTAIN
}
