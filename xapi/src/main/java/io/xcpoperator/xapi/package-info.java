/**
 * A client of XAPI, the API of XCP-ng pools. It knows nothing of Kubernetes.
 *
 * <p>How to use it:
 *
 * <pre>{@code
 * var settings = PoolSettings.of("home", List.of(Endpoint.parse("xcp1.home.arpa")), new Credentials("root", secret),
 *         new TrustMode.Verify(Optional.empty()), "xcp-operator/" + clusterId)
 *     .withMarks(List.of(MarkIndex.exact("xcp-operator.io/owner")));
 * try (PoolClient pool = PoolClient.open(settings, PoolHooks.standard(Clock.systemUTC()))) {
 *     pool.mirror().listen(changes -> changes.forEach(change -> wake(change.before(), change.after())));
 *
 *     PoolView view = pool.mirror().view();                  // observe: no call, immutable
 *     VmRecord vm = view.vm(new VmUuid("0d4f…")).orElseThrow();
 *     pool.calls().vm().setNameLabel(vm.ref(), "web");       // one XML-RPC call
 *     TaskRef task = pool.calls().tasks(Map.of("xcp-operator.io/operation", "start-web")).vm().start(vm.ref(), false);
 *     PoolView after = pool.mirror().barrier(Duration.ofSeconds(10)); // sees both writes
 *     TaskState state = TaskState.of(after.task(task));
 * }
 * }</pre>
 *
 * <ul>
 *   <li>{@code open} returns at once and never throws because of the pool: {@link PoolClient#state()} tells whether it is
 *       connected. While it is not, calls fail at once with
 *       {@link io.xcpoperator.xapi.errors.PoolUnavailableException}; the mirror keeps its last view and says since when
 *       it is stale.
 *   <li>Every failure is a {@link io.xcpoperator.xapi.errors.PoolException} with a
 *       {@link io.xcpoperator.xapi.errors.Classification}; {@code SESSION} and {@code REDIRECT} are dealt with inside.
 *   <li>All types are safe for use by many threads.
 * </ul>
 */
@NullMarked
package io.xcpoperator.xapi;

import org.jspecify.annotations.NullMarked;
