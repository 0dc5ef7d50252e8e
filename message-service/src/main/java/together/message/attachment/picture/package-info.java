/** Uploaded pictures: their size, a preview, and nothing of where they were taken. */
package together.message.attachment.picture;
