package together.auth.mfa;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A secret for an authenticator app; it is not asked for before a code of it has come.
 *
 * @param secret base32, to be typed in
 * @param uri the same as {@code otpauth://}, to be shown as a QR code
 */
public record TotpView(
    @Schema(examples = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP") String secret, String uri) {}
