/** A platform of one's own, as {@code make run} starts it, for tests and measurements. */
package together.e2e.platform;
