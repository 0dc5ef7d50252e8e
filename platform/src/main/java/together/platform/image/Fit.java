package together.platform.image;

/** What becomes of a picture that is no square of the size wanted. */
public enum Fit {
  /** A square of its middle. */
  COVER,
  /** A square with all of it, and nothing (transparent) beside it. */
  CONTAIN,
  /** All of it, neither side larger than the size; one that is smaller stays as it is. */
  WITHIN
}
