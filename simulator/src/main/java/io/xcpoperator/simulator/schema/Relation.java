package io.xcpoperator.simulator.schema;

/**
 * A set field that mirrors a reference elsewhere: {@code VM.VBDs} holds the VBDs whose {@code VM} is this one.
 *
 * @param from class that holds the reference (or set of references)
 * @param field its field
 * @param to class referred to
 * @param set the mirroring field there
 */
public record Relation(String from, String field, String to, String set) {}
