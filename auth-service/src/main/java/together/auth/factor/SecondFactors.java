package together.auth.factor;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import together.auth.seal.Seal;
import together.auth.token.TokenSettings;

/**
 * The second factor of accounts: a TOTP secret, and recovery codes for when it is lost. All methods
 * but {@link #isOn} need the caller's transaction.
 */
@ApplicationScoped
public class SecondFactors {
  /** What a code turned out to be. */
  public enum Verdict {
    WRONG,
    TOTP,
    RECOVERY_CODE
  }

  private static final int RECOVERY_CODES = 10;

  /** Its owner has the app at hand; what was given up is nothing to guess codes of. */
  private static final Duration PROPOSAL_LIFETIME = Duration.ofMinutes(10);

  private final FactorRepository repository;
  private final Clock clock;
  private final Seal seal;
  private final SecureRandom random = new SecureRandom();

  SecondFactors(FactorRepository repository, TokenSettings settings, Clock clock)
      throws GeneralSecurityException {
    this.repository = repository;
    this.clock = clock;
    seal = new Seal(settings.keyEncryptionSecret(), "together totp v1");
  }

  /** Whether logins ask for it. */
  public boolean isOn(long userId) throws SQLException {
    return repository.isConfirmed(userId);
  }

  /** A new secret, base32, that is asked for once a code of it has come; empty when one is on. */
  public Optional<String> propose(long userId) throws SQLException, GeneralSecurityException {
    var row = repository.lock(userId);
    if (row.isPresent() && row.get().confirmed()) {
      return Optional.empty();
    }
    var secret = new byte[Totp.SECRET_BYTES];
    random.nextBytes(secret);
    repository.propose(userId, seal.seal(Long.toString(userId), secret), clock.instant());
    return Optional.of(Base32.encode(secret));
  }

  /**
   * Turns a proposed secret on when the code is of it; false when it is not, or none was proposed
   * in the last ten minutes.
   */
  public boolean confirm(long userId, String code) throws SQLException, GeneralSecurityException {
    var row = repository.lock(userId).filter(this::awaitsConfirmation);
    if (row.isEmpty() || !isTotp(userId, row.get(), code)) {
      return false;
    }
    repository.confirm(userId, clock.instant());
    return true;
  }

  /** Judges a code and uses it up: no code is right twice. */
  public Verdict use(long userId, String written) throws SQLException, GeneralSecurityException {
    var code = written.replace(" ", "").toLowerCase(Locale.ROOT);
    var row = repository.lock(userId).filter(FactorRepository.Row::confirmed);
    if (row.isEmpty()) {
      return Verdict.WRONG;
    }
    if (RecoveryCode.isOne(code)) {
      return repository.use(userId, new RecoveryCode(code)) ? Verdict.RECOVERY_CODE : Verdict.WRONG;
    }
    return isTotp(userId, row.get(), code) ? Verdict.TOTP : Verdict.WRONG;
  }

  /** Ten new codes; all earlier ones are void. They are shown this once and stored as hashes. */
  public List<String> renewRecoveryCodes(long userId) throws SQLException {
    var codes = Stream.generate(RecoveryCode::random).limit(RECOVERY_CODES).toList();
    repository.replace(userId, codes);
    return codes.stream().map(RecoveryCode::text).toList();
  }

  public void remove(long userId) throws SQLException {
    repository.deleteAll(userId);
  }

  private boolean awaitsConfirmation(FactorRepository.Row row) {
    var proposedAt = row.proposedAt();
    return !row.confirmed()
        && proposedAt != null
        && proposedAt.plus(PROPOSAL_LIFETIME).isAfter(clock.instant());
  }

  private boolean isTotp(long userId, FactorRepository.Row row, String code)
      throws SQLException, GeneralSecurityException {
    if (!Totp.isCode(code)) {
      return false;
    }
    var secret = seal.open(Long.toString(userId), row.sealed());
    var step = Totp.match(secret, code, clock.instant(), row.lastStep());
    if (step.isEmpty()) {
      return false;
    }
    repository.used(userId, step.getAsLong());
    return true;
  }
}
