package together.auth.avatar;

import java.io.Serializable;

/** Whose avatar, and of how many pixels a side. */
record AvatarKey(long userId, int size) implements Serializable {}
