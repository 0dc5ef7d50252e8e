package together.auth.session;

import together.auth.account.OwnUserView;

/**
 * A login that succeeded, or goes on.
 *
 * @param accessToken JWT for {@code Authorization: Bearer}
 * @param refreshToken good for one use; its answer has the next one
 * @param expiresIn seconds until the access token expires
 * @param deviceToken to be kept on the device, also after a logout, and sent with its next login
 */
public record LoginView(
    String accessToken, String refreshToken, int expiresIn, String deviceToken, OwnUserView user)
    implements LoginAnswer {}
