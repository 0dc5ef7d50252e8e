/** The ways between the processes, which can be cut and stalled. */
package together.e2e.chaos.proxy;
