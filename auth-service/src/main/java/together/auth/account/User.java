package together.auth.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An account. */
@Entity
@Table(name = "users")
public class User {
  @Id long id;

  @Column(nullable = false)
  String username;

  @Column(name = "username_key", nullable = false)
  String usernameKey;

  @Column(name = "username_skeleton")
  @Nullable String usernameSkeleton;

  @Column(name = "global_name")
  @Nullable String globalName;

  @Nullable String avatar;

  boolean bot;

  @Nullable String email;

  @Column(name = "pending_email")
  @Nullable String pendingEmail;

  @Column(name = "credentials_version", nullable = false)
  long credentialsVersion;

  @Column(name = "password_hash")
  @Nullable String passwordHash;

  @Column(name = "operator_made", nullable = false)
  boolean operatorMade;

  @Enumerated(EnumType.STRING)
  @Column(name = "direct_messages_from", nullable = false)
  DirectMessages directMessagesFrom;

  @Column(name = "created_at", nullable = false)
  Instant createdAt;

  /** Sequence of this user's events; raised by {@link #raiseRevision}. */
  long revision;

  protected User() {}

  /** A new account, at revision 1. */
  User(long id, Username name, @Nullable EmailAddress email, String passwordHash, Instant now) {
    this.id = id;
    this.username = name.text();
    this.usernameKey = name.key();
    this.usernameSkeleton = Lookalikes.skeleton(name.key());
    this.pendingEmail = email == null ? null : email.text();
    this.passwordHash = passwordHash;
    this.directMessagesFrom = DirectMessages.EVERYONE;
    this.createdAt = now;
    this.revision = 1;
  }

  public long id() {
    return id;
  }

  public String username() {
    return username;
  }

  public @Nullable String globalName() {
    return globalName;
  }

  public @Nullable String avatar() {
    return avatar;
  }

  public boolean bot() {
    return bot;
  }

  public String usernameKey() {
    return usernameKey;
  }

  /** The address whose owner has followed the link sent there. */
  public @Nullable String email() {
    return email;
  }

  /** An address that a link was sent to. */
  public @Nullable String pendingEmail() {
    return pendingEmail;
  }

  public void pendingEmail(EmailAddress address) {
    pendingEmail = address.text();
  }

  /** The pending address is the account's from now on. */
  public void confirmEmail() {
    email = pendingEmail;
    pendingEmail = null;
  }

  /** Raised with each new password. */
  public long credentialsVersion() {
    return credentialsVersion;
  }

  /** Another password; logins that are being checked against the old one fail. */
  public void changePassword(String hash) {
    passwordHash = hash;
    credentialsVersion++;
  }

  /** The same password at another cost. */
  public void rehash(String hash) {
    passwordHash = hash;
  }

  /** PHC string, or null when nobody can log in with a password. */
  public @Nullable String passwordHash() {
    return passwordHash;
  }

  /** Who may open a dm with this user. */
  public DirectMessages directMessagesFrom() {
    return directMessagesFrom;
  }

  public long revision() {
    return revision;
  }

  /**
   * The change under way is this user's next event. Only after {@link UserRepository#lock}, and
   * once per event.
   */
  public void raiseRevision() {
    revision++;
  }
}
