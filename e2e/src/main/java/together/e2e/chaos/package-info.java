/**
 * Faults of every kind in a platform under load, and clients that check its promises: {@code make
 * chaos}, docs/chaos.md.
 */
package together.e2e.chaos;
