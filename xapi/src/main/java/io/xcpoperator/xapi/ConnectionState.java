package io.xcpoperator.xapi;

import io.xcpoperator.xapi.errors.PoolException;
import io.xcpoperator.xapi.errors.XapiException;
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
     * @param refusal why newer credentials than those of this session were refused; it is used until it ends
     */
    record Connected(
            Instant since,
            PoolUuid pool,
            Endpoint coordinator,
            Optional<PresentedCertificate> certificate,
            long reconnects,
            Optional<XapiException> refusal)
            implements ConnectionState {
        /** The same, and newer credentials were refused. */
        public Connected refused(XapiException why) {
            return new Connected(since, pool, coordinator, certificate, reconnects, Optional.of(why));
        }
    }

    /**
     * Not logged in.
     *
     * @param reason what the last attempt failed with; empty before the first one ended
     */
    record NotConnected(Instant since, Optional<PoolException> reason, Instant nextAttempt, long reconnects)
            implements ConnectionState {}
}
