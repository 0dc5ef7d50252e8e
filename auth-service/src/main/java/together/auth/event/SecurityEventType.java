package together.auth.event;

import java.util.Locale;
import together.proto.SecurityDetail;
import together.proto.SecurityEvent;

/** What can happen to an account's security; described in {@code security.proto}. */
public enum SecurityEventType {
  LOGIN,
  LOGIN_FAILURE,
  NEW_DEVICE,
  PASSWORD_CHANGE,
  PASSWORD_RESET,
  EMAIL_CHANGE,
  REFRESH_REUSE,
  MFA_ENABLE,
  MFA_DISABLE,
  MFA_FAILURE,
  RECOVERY_CODE_USE,
  RECOVERY_CODES_RENEW,
  DELETION_REQUEST,
  DELETION_CANCEL,
  EXPORT_REQUEST,
  OPERATOR_LOGOUT,
  OPERATOR_RESET;

  /** As clients and the event's oneof name it. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  SecurityEvent.Builder set(SecurityEvent.Builder event) {
    var detail = SecurityDetail.getDefaultInstance();
    return switch (this) {
      case LOGIN -> event.setLogin(detail);
      case LOGIN_FAILURE -> event.setLoginFailure(detail);
      case NEW_DEVICE -> event.setNewDevice(detail);
      case PASSWORD_CHANGE -> event.setPasswordChange(detail);
      case PASSWORD_RESET -> event.setPasswordReset(detail);
      case EMAIL_CHANGE -> event.setEmailChange(detail);
      case REFRESH_REUSE -> event.setRefreshReuse(detail);
      case MFA_ENABLE -> event.setMfaEnable(detail);
      case MFA_DISABLE -> event.setMfaDisable(detail);
      case MFA_FAILURE -> event.setMfaFailure(detail);
      case RECOVERY_CODE_USE -> event.setRecoveryCodeUse(detail);
      case RECOVERY_CODES_RENEW -> event.setRecoveryCodesRenew(detail);
      case DELETION_REQUEST -> event.setDeletionRequest(detail);
      case DELETION_CANCEL -> event.setDeletionCancel(detail);
      case EXPORT_REQUEST -> event.setExportRequest(detail);
      case OPERATOR_LOGOUT -> event.setOperatorLogout(detail);
      case OPERATOR_RESET -> event.setOperatorReset(detail);
    };
  }
}
