/** What the clients do meanwhile, drawn from the same seed. */
package together.e2e.chaos.load;
