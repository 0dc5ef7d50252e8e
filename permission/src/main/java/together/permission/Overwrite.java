package together.permission;

/**
 * What a channel allows and denies to a role or a member beside their permissions in the guild.
 *
 * @param targetId role or user
 */
public record Overwrite(long targetId, Target target, long allow, long deny) {
  /** Whom an override is for; the ordinal is the number in the contract. */
  public enum Target {
    ROLE,
    MEMBER
  }
}
