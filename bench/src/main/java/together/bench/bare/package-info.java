/** What the machine can do: a server that broadcasts and does nothing else. */
package together.bench.bare;
