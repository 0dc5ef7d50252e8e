package together.permission;

/**
 * One step on the way to a member's permissions.
 *
 * @param id the role or the member whose permissions or override it is; 0 for the other kinds
 * @param gave bits that were not there before; of several overrides that give one bit, each
 * @param took bits that were there before; of several overrides that take one bit, each
 * @param permissions what the member has after it
 */
public record PermissionStep(Kind kind, long id, long gave, long took, long permissions) {
  /** Steps in the order they are taken. */
  public enum Kind {
    /** The owner may do everything. */
    OWNER,
    EVERYONE_ROLE,
    ROLE,
    /** A role has ADMINISTRATOR: everything, past every override. */
    ADMINISTRATOR,
    EVERYONE_OVERRIDE,
    /** What overrides of roles deny, all of them before any allows. */
    ROLE_OVERRIDE_DENY,
    ROLE_OVERRIDE_ALLOW,
    MEMBER_OVERRIDE,
    /** Timed out: may only look on. */
    TIME_OUT,
    /** Without VIEW_CHANNEL there is nothing. */
    NO_VIEW,
    /** Without SEND_MESSAGES there is nothing to attach, and nobody to mention. */
    NO_SEND,
    /** Without CONNECT_VOICE there are no voice powers. */
    NO_CONNECT
  }

  /** Told of each step; what {@link Permissions} computes does not depend on it. */
  interface Listener {
    /** Nobody listens. */
    Listener NOBODY =
        new Listener() {
          @Override
          public void on(PermissionStep step) {}

          @Override
          public boolean listens() {
            return false;
          }
        };

    void on(PermissionStep step);

    /** False: no step is worth making. */
    default boolean listens() {
      return true;
    }

    default void on(Kind kind, long id, long before, long after) {
      if (listens()) {
        on(new PermissionStep(kind, id, after & ~before, before & ~after, after));
      }
    }
  }
}
