package io.xcpoperator.operator.pool;

import io.xcpoperator.xapi.Credentials;
import io.xcpoperator.xapi.Endpoint;
import io.xcpoperator.xapi.types.PoolUuid;
import java.util.List;
import java.util.Optional;

/**
 * All a connection is made from. Two equal ones need no new connection; two that differ in credentials only need a new
 * login.
 *
 * @param expected what the spec says; the pool known so far is asked of a new connection only
 */
record LinkSettings(
        String name,
        List<Endpoint> endpoints,
        Credentials credentials,
        Trust trust,
        Optional<PoolUuid> expected,
        int concurrentCalls,
        int heavyOperationsPerHost) {
    LinkSettings {
        endpoints = List.copyOf(endpoints);
    }

    boolean differsOnlyInCredentials(LinkSettings other) {
        return !credentials.equals(other.credentials)
                && withCredentials(other.credentials).equals(other);
    }

    private LinkSettings withCredentials(Credentials others) {
        return new LinkSettings(name, endpoints, others, trust, expected, concurrentCalls, heavyOperationsPerHost);
    }
}
