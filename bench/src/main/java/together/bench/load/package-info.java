/** Loads and what they are measured by, all through the hostname. */
package together.bench.load;
