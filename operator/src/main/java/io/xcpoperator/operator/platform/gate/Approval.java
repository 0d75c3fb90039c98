package io.xcpoperator.operator.platform.gate;

import java.time.Instant;

/**
 * An approval as it is latched in status when first seen; a vanished annotation withdraws nothing (design §3.2).
 *
 * @param name the annotation without our prefix, for example {@code approve-restart}
 * @param value what is approved: a hash, uuid, address, host name or count
 * @param at when it was first seen
 */
public record Approval(String name, String value, Instant at) {}
