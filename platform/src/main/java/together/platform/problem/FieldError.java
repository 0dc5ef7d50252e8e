package together.platform.problem;

/**
 * What is wrong with one field or query parameter.
 *
 * @param field its name as the client wrote it
 * @param code stable, UPPER_SNAKE
 * @param detail for people
 */
public record FieldError(String field, String code, String detail) {}
