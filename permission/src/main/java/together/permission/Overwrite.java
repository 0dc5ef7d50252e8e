package together.permission;

/**
 * What a channel allows and denies to a role or a member beside their permissions in the guild.
 *
 * @param targetId role or user
 */
public record Overwrite(long targetId, Target target, long allow, long deny) {
  /** Whom an override is for. */
  public enum Target {
    ROLE(0),
    MEMBER(1);

    private final int number;

    Target(int number) {
      this.number = number;
    }

    /** Its number in the contract and the database. */
    public int number() {
      return number;
    }

    /** The target of this number; {@link IllegalArgumentException} when there is none. */
    public static Target of(int number) {
      for (var target : values()) {
        if (target.number == number) {
          return target;
        }
      }
      throw new IllegalArgumentException("no override is for a target of type " + number);
    }
  }
}
