package together.e2e.chaos.load;

import java.util.List;

/**
 * What the clients live in. The owner sees everything; of the others, all are in the square and the
 * vault, half in the club.
 *
 * @param square all see it, always
 * @param busy all see it, always; mostly posted to by socket
 * @param flip all see it, or none, by an override of {@code @everyone}
 * @param secret some see it, by overrides of their own
 * @param staff some see it, by a role they are given
 * @param vault all see it, or none, by the permissions of a role
 * @param club its members see it, who come and go
 */
record World(
    Guest owner,
    List<Guest> guests,
    Room square,
    Room busy,
    Room flip,
    Room secret,
    Room staff,
    Room vault,
    Room club,
    Keys keys) {

  /**
   * Ids of what is changed.
   *
   * @param staffRole sees the staff's room
   * @param guestRole everybody's in the vault
   * @param clubInvite a code
   * @param voice channel of the square
   */
  record Keys(String staffRole, String guestRole, String clubInvite, String voice) {}

  World {
    guests = List.copyOf(guests);
  }

  List<Room> rooms() {
    return List.of(square, busy, flip, secret, staff, vault, club);
  }

  /** Whether a guest is one of those who come to the club and leave it. */
  static boolean clubber(int guest) {
    return guest % 2 == 0;
  }
}
