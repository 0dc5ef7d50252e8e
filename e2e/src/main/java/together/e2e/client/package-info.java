/**
 * A client of the public API: everything it knows of the platform is one base URL and
 * docs/protocol.md.
 */
package together.e2e.client;
