/**
 * Receiving as cheaply as can be: the load generator shares the cores with what it measures, so a
 * received frame costs it a scan for its nonce and nothing else.
 */
package together.bench.receive;
