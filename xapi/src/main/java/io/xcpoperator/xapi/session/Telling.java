package io.xcpoperator.xapi.session;

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

/** Of several hosts' failures, which one a person should read. */
final class Telling {
    private Telling() {}

    /** Lower tells more. */
    static int rank(PoolException failure) {
        return switch (failure) {
            case DifferentPoolException _ -> 0;
            case UntrustedCertificateException _ -> 1;
            case AddressRefusedException _ -> 2;
            case XapiException _ -> 3;
            case TransportException transport when transport.kind() != TransportException.Kind.CONNECT -> 4;
            case TransportException _,
                    PoolUnavailableException _,
                    BusyException _,
                    WriteRefusedException _,
                    ForbiddenCallException _,
                    InvalidArgumentException _ -> 5;
        };
    }
}
