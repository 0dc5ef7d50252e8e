package together.gateway.fuzz;

import together.gateway.frame.BadFrameException;
import together.gateway.frame.CloseCode;
import together.gateway.frame.FrameCodec;

/** A text message of a client is a frame, or told to be none with one of two codes. */
public final class FrameFuzzer {
  private FrameFuzzer() {}

  public static void fuzzerTestOneInput(byte[] input) {
    try {
      FrameCodec.decode(input);
    } catch (BadFrameException e) {
      if (e.code() != CloseCode.UNKNOWN_OP && e.code() != CloseCode.BAD_PAYLOAD) {
        throw new AssertionError("closed with " + e.code(), e);
      }
    }
  }
}
