package io.xcpoperator.xapi.wire;

import io.xcpoperator.xapi.errors.PoolException;
import java.util.List;

/** One method call to one host. Knows nothing of sessions. */
public interface Wire extends AutoCloseable {
    /**
     * Makes the call and unpacks the envelope.
     *
     * @param method the wire method, {@code Async.} included
     * @param parameters strings, booleans, doubles, instants, lists and maps of these; 64-bit integers as decimal strings
     * @return a value of the same kinds; null for nil
     * @throws PoolException for every failure: {@link io.xcpoperator.xapi.errors.XapiException} when the host said so
     */
    Reply call(String method, List<?> parameters, CallBudget budget);

    @Override
    void close();
}
