/**
 * auth-service: accounts, logins and the tokens that prove them.
 *
 * <p>{@code operator} and {@code session} use {@code token} and {@code account}; those two know
 * nothing of each other.
 */
package together.auth;
