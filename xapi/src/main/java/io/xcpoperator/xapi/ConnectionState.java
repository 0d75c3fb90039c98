package io.xcpoperator.xapi;

import io.xcpoperator.xapi.errors.PoolException;
import io.xcpoperator.xapi.tls.PresentedCertificate;
import io.xcpoperator.xapi.types.PoolUuid;
import java.time.Instant;
import java.util.Optional;

/** Whether a pool answers, since when, and what happens next. */
public sealed interface ConnectionState {
    Instant since();

    /** How often the connection was made anew since the client was opened. */
    long reconnects();

    /**
     * Logged in.
     *
     * @param certificate what the coordinator showed; empty without TLS
     */
    record Connected(
            Instant since,
            PoolUuid pool,
            Endpoint coordinator,
            Optional<PresentedCertificate> certificate,
            long reconnects)
            implements ConnectionState {}

    /**
     * Not logged in.
     *
     * @param reason what the last attempt failed with; empty before the first one ended
     */
    record NotConnected(Instant since, Optional<PoolException> reason, Instant nextAttempt, long reconnects)
            implements ConnectionState {}
}
