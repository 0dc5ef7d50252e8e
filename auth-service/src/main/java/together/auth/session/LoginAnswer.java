package together.auth.session;

/** What a right password gets. */
public sealed interface LoginAnswer permits LoginView, MfaView, RestoreView {}
