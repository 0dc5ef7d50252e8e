package together.message.attachment.picture;

/** What a picture's header says: its size as shown, pixels. */
public record Picture(int width, int height) {
  Picture turned() {
    return new Picture(/* width= */ height, /* height= */ width);
  }
}
