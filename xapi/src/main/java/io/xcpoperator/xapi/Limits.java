package io.xcpoperator.xapi;

import java.time.Duration;

/**
 * Bounds of one pool's use.
 *
 * @param concurrentCalls calls at a time; the event stream is not counted
 * @param heavyOperationsPerHost tasks of the heavy kind at a time and host
 * @param bodyBytes the largest answer to a call
 * @param eventBodyBytes the largest answer of the event stream; the first holds every object
 * @param connectTimeout for a TCP connection
 * @param callTimeout for a whole call, from connecting to the last byte
 * @param loginTimeout for a login, which a wrong password delays by five seconds
 * @param pollTimeout how long the pool holds an idle event poll
 */
public record Limits(
        int concurrentCalls,
        int heavyOperationsPerHost,
        long bodyBytes,
        long eventBodyBytes,
        Duration connectTimeout,
        Duration callTimeout,
        Duration loginTimeout,
        Duration pollTimeout) {
    public static final Limits STANDARD = new Limits(
            20,
            4,
            32L << 20,
            192L << 20,
            Duration.ofSeconds(5),
            Duration.ofSeconds(60),
            Duration.ofSeconds(20),
            Duration.ofSeconds(30));

    public Limits withConcurrency(int calls, int heavyPerHost) {
        return new Limits(
                calls, heavyPerHost, bodyBytes, eventBodyBytes, connectTimeout, callTimeout, loginTimeout, pollTimeout);
    }

    public Limits withTimeouts(Duration connect, Duration call, Duration login, Duration poll) {
        return new Limits(
                concurrentCalls, heavyOperationsPerHost, bodyBytes, eventBodyBytes, connect, call, login, poll);
    }

    public Limits withBodies(long body, long eventBody) {
        return new Limits(
                concurrentCalls,
                heavyOperationsPerHost,
                body,
                eventBody,
                connectTimeout,
                callTimeout,
                loginTimeout,
                pollTimeout);
    }
}
