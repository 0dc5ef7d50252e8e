/** Servers, their members, roles, channels, invites, and the one authority on who may do what. */
package together.guild;
