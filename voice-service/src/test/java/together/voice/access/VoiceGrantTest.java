package together.voice.access;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import together.platform.problem.ProblemException;
import together.voice.VoiceProblem;

class VoiceGrantTest {
  private static final long GUILD = 5;
  private static final long BOTH = VoiceGrant.VIEW_CHANNEL | VoiceGrant.CONNECT_VOICE;

  private static ProblemException refused(VoiceGrant grant) {
    return assertThrows(ProblemException.class, () -> grant.requireConnect(GUILD));
  }

  @Test
  void letsInWhoMayConnect() {
    assertDoesNotThrow(() -> new VoiceGrant(BOTH, 1, GUILD, 2, 0).requireConnect(GUILD));
  }

  @Test
  void tellsNothingOfWhatIsNotVisible() {
    assertEquals(VoiceProblem.UNKNOWN_CHANNEL, refused(new VoiceGrant(0, 0, 0, 0, 0)).type());
    assertEquals(
        VoiceProblem.UNKNOWN_CHANNEL,
        refused(new VoiceGrant(VoiceGrant.CONNECT_VOICE, 1, GUILD, 2, 0)).type());
  }

  @Test
  void knowsNoChannelOfAnotherServer() {
    assertEquals(VoiceProblem.UNKNOWN_CHANNEL, refused(new VoiceGrant(BOTH, 1, 6, 2, 0)).type());
  }

  @Test
  void namesTheMissingPermission() {
    var problem = refused(new VoiceGrant(VoiceGrant.VIEW_CHANNEL, 1, GUILD, 2, 0));
    assertEquals(VoiceProblem.MISSING_PERMISSION, problem.type());
    assertTrue(problem.detail().contains("CONNECT_VOICE"));
  }

  @Test
  void takesVoiceChannelsOnly() {
    assertEquals(
        VoiceProblem.NOT_A_VOICE_CHANNEL, refused(new VoiceGrant(BOTH, 1, GUILD, 0, 0)).type());
  }
}
