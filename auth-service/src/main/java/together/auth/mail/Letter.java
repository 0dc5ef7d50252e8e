package together.auth.mail;

/**
 * A mail as it goes out.
 *
 * @param subject ASCII
 * @param text plain, lines of less than 1,000 bytes
 */
record Letter(String to, String subject, String text) {}
