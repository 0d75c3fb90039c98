package io.xcpoperator.xapi.wire;

import io.xcpoperator.xapi.CallListener;
import io.xcpoperator.xapi.errors.AddressRefusedException;
import io.xcpoperator.xapi.errors.BusyException;
import io.xcpoperator.xapi.errors.DifferentPoolException;
import io.xcpoperator.xapi.errors.ForbiddenCallException;
import io.xcpoperator.xapi.errors.InvalidArgumentException;
import io.xcpoperator.xapi.errors.PoolException;
import io.xcpoperator.xapi.errors.PoolUnavailableException;
import io.xcpoperator.xapi.errors.TransportException;
import io.xcpoperator.xapi.errors.UntrustedCertificateException;
import io.xcpoperator.xapi.errors.WriteRefusedException;
import io.xcpoperator.xapi.errors.XapiException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Tells a listener of every call. */
public final class ListeningWire implements Wire {
    private final Wire wire;
    private final CallListener listener;

    public ListeningWire(Wire wire, CallListener listener) {
        this.wire = wire;
        this.listener = listener;
    }

    @Override
    public Reply call(String method, List<?> parameters, CallBudget budget) {
        long start = System.nanoTime();
        String outcome = "failed";
        try {
            Reply reply = wire.call(method, parameters, budget);
            outcome = "ok";
            return reply;
        } catch (PoolException e) {
            outcome = switch (e) {
                case XapiException answered -> answered.code();
                case TransportException broken -> broken.kind().name().toLowerCase(Locale.ROOT);
                case UntrustedCertificateException _,
                        PoolUnavailableException _,
                        BusyException _,
                        WriteRefusedException _,
                        ForbiddenCallException _,
                        InvalidArgumentException _,
                        AddressRefusedException _,
                        DifferentPoolException _ -> e.classification().reason();
            };
            throw e;
        } finally {
            listener.called(method, outcome, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    @Override
    public void close() {
        wire.close();
    }
}
