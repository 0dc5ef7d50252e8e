package together.auth.mfa;

import java.util.List;

/** Codes that stand for the second factor once each; they are never shown again. */
public record RecoveryCodesView(List<String> recoveryCodes) {}
