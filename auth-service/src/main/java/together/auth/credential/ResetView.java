package together.auth.credential;

/**
 * The password is another one now.
 *
 * @param deviceToken for the login to come, which then no stranger's wrong passwords delay
 */
public record ResetView(String deviceToken) {}
