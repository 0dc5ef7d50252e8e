package together.e2e.chaos.check;

import java.util.Map;

/**
 * A client at the end of the run.
 *
 * @param sights of each channel that it sees at times; every other is hidden from it
 * @param since when it was connected and a member of everything, by {@link System#nanoTime()}
 */
public record Witness(Diary diary, Map<String, Sight> sights, long since) {
  public Witness {
    sights = Map.copyOf(sights);
  }
}
