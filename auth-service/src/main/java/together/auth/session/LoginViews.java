package together.auth.session;

import jakarta.enterprise.context.ApplicationScoped;
import together.auth.device.DeviceTokens;
import together.auth.token.AccessTokenIssuer;

/** Makes the tokens of a session that was opened; a signature takes most of a millisecond. */
@ApplicationScoped
class LoginViews {
  private final AccessTokenIssuer accessTokens;
  private final DeviceTokens devices;

  LoginViews(AccessTokenIssuer accessTokens, DeviceTokens devices) {
    this.accessTokens = accessTokens;
    this.devices = devices;
  }

  LoginView of(SessionTokens.Opened opened) {
    var user = opened.user();
    var access = accessTokens.issue(user.id(), opened.sessionId(), user.username());
    return new LoginView(
        access.value(), opened.refreshToken(), access.expiresIn(), devices.issue(user.id()), user);
  }
}
