package together.auth.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;
import together.auth.account.User;
import together.auth.device.Device;
import together.auth.device.DeviceTokens;
import together.auth.throttle.Budget;
import together.auth.throttle.ThrottleSettings;

/**
 * What wrong passwords of a login count against. A device or an address that the account was logged
 * in from before has a budget to itself: whoever guesses from elsewhere closes only that of all
 * strangers together, never the owner's. A name nobody has is a stranger's to everybody.
 */
@ApplicationScoped
class LoginBudgets {
  private final SessionRepository sessions;
  private final DeviceTokens devices;
  private final ThrottleSettings settings;

  LoginBudgets(SessionRepository sessions, DeviceTokens devices, ThrottleSettings settings) {
    this.sessions = sessions;
    this.devices = devices;
    this.settings = settings;
  }

  /**
   * @param name as it counts: a username's key, or whatever was written
   * @param user who has it; null: nobody
   */
  List<Budget> of(String name, @Nullable User user, Device device, @Nullable String deviceToken) {
    long userId = user == null ? 0 : user.id();
    var known = devices.device(deviceToken, userId);
    if (known.isPresent()) {
      return List.of(new Budget("device", known.get(), settings.knownFree(), true));
    }
    if (sessions.isKnown(userId, device.address())) {
      var subject = userId + "@" + device.network();
      return List.of(new Budget("known address", subject, settings.knownFree(), true));
    }
    return List.of(
        new Budget("account", name, settings.accountFree(), false),
        new Budget("address", device.network(), settings.addressFree(), false));
  }
}
