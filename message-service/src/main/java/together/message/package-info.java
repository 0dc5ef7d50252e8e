/**
 * message-service: what is said in channels. A post goes through {@code post}, a page through
 * {@code history}; {@code access} asks guild-service who may, {@code author} asks auth-service who
 * is who.
 */
package together.message;
