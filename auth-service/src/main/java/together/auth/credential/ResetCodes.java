package together.auth.credential;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;
import together.auth.device.Device;
import together.auth.device.DeviceTokens;
import together.auth.reauth.CodeCheck;
import together.auth.throttle.Budget;
import together.auth.throttle.Throttle;

/**
 * The second factor of a reset: who only reads the mail of an account that has one resets nothing.
 */
@ApplicationScoped
class ResetCodes {
  private final CodeCheck codes;
  private final Throttle throttle;
  private final DeviceTokens devices;

  ResetCodes(CodeCheck codes, Throttle throttle, DeviceTokens devices) {
    this.codes = codes;
    this.throttle = throttle;
    this.devices = devices;
  }

  /** Throws {@code MFA_REQUIRED}, {@code INVALID_MFA_CODE} or {@code TOO_MANY_ATTEMPTS}. */
  void require(long userId, Device device, @Nullable String code) {
    if (!codes.isNeeded(userId)) {
      return;
    }
    var budgets =
        List.of(
            new Budget(
                "reset code", Long.toString(userId), throttle.settings().sessionFree(), true));
    throttle.enter(budgets);
    codes.require(userId, null, device, code);
    throttle.succeeded(budgets);
  }

  String deviceToken(long userId) {
    return devices.issue(userId);
  }
}
