package together.auth.session;

/**
 * A login that waits for the second factor.
 *
 * @param mfaRequired true
 * @param ticket for {@code login/mfa}: good for 5 minutes and 5 codes
 */
public record MfaView(boolean mfaRequired, String ticket) implements LoginAnswer {}
