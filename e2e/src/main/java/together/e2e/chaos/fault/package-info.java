/** What is done to the platform, drawn from a seed. */
package together.e2e.chaos.fault;
