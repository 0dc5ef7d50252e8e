package together.auth.relationship;

import java.io.Serializable;

/** Whose relationship, and to whom. */
record RelationshipKey(long userId, long otherId) implements Serializable {}
