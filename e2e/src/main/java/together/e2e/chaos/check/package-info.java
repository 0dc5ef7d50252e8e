/** The promises of docs/protocol.md, judged from what each client saw itself. */
package together.e2e.chaos.check;
