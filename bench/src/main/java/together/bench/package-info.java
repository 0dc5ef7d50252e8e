/** Load through the public API: real chat as a seed, and measurements held against their limits. */
package together.bench;
