package io.xcpoperator.operator.pool;

import io.xcpoperator.api.v1alpha1.pool.XcpPool;
import io.xcpoperator.operator.platform.Caches;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.access.Access;
import io.xcpoperator.operator.platform.access.Right;
import io.xcpoperator.operator.platform.access.SpecAccess;
import io.xcpoperator.operator.platform.events.PoolNews;
import io.xcpoperator.operator.platform.events.TouchMapper;
import io.xcpoperator.operator.platform.events.Touched;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.kube.Namespaces;
import io.xcpoperator.operator.platform.pools.PoolLookup;
import io.xcpoperator.operator.platform.pools.Pools;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.xapi.ConnectionState;
import io.xcpoperator.xapi.events.MirrorListener;
import io.xcpoperator.xapi.events.PoolChange;
import io.xcpoperator.xapi.events.PoolMirror;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open connections, one for each XcpPool. Nothing here waits for a pool: what is slow runs on a thread of its own. */
public final class PoolConnections implements Pools, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PoolConnections.class);

    private final Caches caches;
    private final Namespaces namespaces;
    private final PoolNews news;
    private final Clock clock;
    private final LinkFactory factory;
    private final Map<ObjectKey, PoolLink> links = new ConcurrentHashMap<>();
    private final Map<ObjectKey, DestructionLedger> ledgers = new ConcurrentHashMap<>();
    private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean closed;

    public PoolConnections(Caches caches, Namespaces namespaces, PoolNews news, Clock clock, LinkFactory factory) {
        this.caches = caches;
        this.namespaces = namespaces;
        this.news = news;
        this.clock = clock;
        this.factory = factory;
    }

    @Override
    public PoolLookup find(ObjectKey key, String namespace, Right right) {
        Optional<XcpPool> found = caches.pools().find(key);
        if (caches.pools().isUnreadable(key)) {
            return new PoolLookup.NotReady(
                    Reason.InvalidSpec, "the spec of XcpPool %s cannot be read by this version".formatted(key));
        }
        if (found.isEmpty()) {
            return namespace.equals(key.namespace())
                    ? new PoolLookup.NotReady(Reason.ReferenceNotFound, "XcpPool %s does not exist".formatted(key))
                    : new PoolLookup.Denied(denial(key)); // another namespace does not learn what exists
        }
        return Access.toPool(
                        key,
                        SpecAccess.grants(found.get().getSpec().access()),
                        right,
                        namespace,
                        namespaces.labels(namespace))
                .<PoolLookup>map(PoolLookup.Denied::new)
                .orElseGet(() -> connected(key));
    }

    private PoolLookup connected(ObjectKey key) {
        PoolLink link = links.get(key);
        if (link == null) {
            return new PoolLookup.NotReady(
                    Reason.PoolNotReady,
                    "pool %s is not connected; see kubectl get xpool -n %s %s"
                            .formatted(key.name(), key.namespace(), key.name()));
        }
        Optional<ObjectKey> elder = elder(key, link);
        if (elder.isPresent()) {
            return new PoolLookup.NotReady(
                    Reason.DuplicatePool, "XcpPool %s stands for the same pool; use that one".formatted(elder.get()));
        }
        return switch (link.client().state()) {
            case ConnectionState.Connected up
            when link.isUsable() ->
                new PoolLookup.Connected(
                        new ConnectedPool(key, up.pool(), link.client().mirror().view(), link, ledger(key)));
            case ConnectionState.Connected _ ->
                new PoolLookup.NotReady(Reason.Connecting, "pool %s is being read".formatted(key.name()));
            case ConnectionState.NotConnected down -> notConnected(key, link, down);
        };
    }

    private PoolLookup notConnected(ObjectKey key, PoolLink link, ConnectionState.NotConnected down) {
        return down.reason()
                .map(reason -> LinkFailure.of(
                        reason,
                        new LinkFailure.Link(
                                key, "", down.since(), link.identity().isPresent(), approvals(key))))
                .map(failure -> new PoolLookup.NotReady(failure.reason(), failure.toOthers(key)))
                .orElseGet(() -> new PoolLookup.NotReady(
                        Reason.Connecting,
                        "pool %s is being connected to"
                                .formatted(link.settings().name())));
    }

    private static String denial(ObjectKey key) {
        return "no XcpPool %s that this namespace may use".formatted(key);
    }

    /** The older of two XcpPools that stand for one pool speaks for it. */
    Optional<ObjectKey> elder(ObjectKey key, PoolLink link) {
        Comparator<ObjectKey> oldestFirst = Comparator.comparing(this::age).thenComparing(Comparator.naturalOrder());
        return twins(key, link).min(oldestFirst).filter(twin -> oldestFirst.compare(twin, key) < 0);
    }

    /** Other XcpPools that stand for the same pool. */
    Stream<ObjectKey> twins(ObjectKey key, PoolLink link) {
        return link.identity().stream()
                .flatMap(mine -> links.entrySet().stream()
                        .filter(e ->
                                e.getValue().identity().filter(mine::isSame).isPresent())
                        .map(Map.Entry::getKey)
                        .filter(other -> !other.equals(key)));
    }

    private String age(ObjectKey key) {
        return caches.pools()
                .find(key)
                .map(pool -> pool.getMetadata().getCreationTimestamp())
                .orElse("~"); // after every time
    }

    /** One for each XcpPool, whatever becomes of its connection. */
    DestructionLedger ledger(ObjectKey key) {
        return ledgers.computeIfAbsent(key, _ -> new DestructionLedger(key, clock, () -> rule(key), () -> doomed(key)));
    }

    private Set<String> doomed(ObjectKey key) {
        Set<String> uids = new TreeSet<>(Doomed.of(key, caches.virtualMachines().all(), namespaces::isGoing));
        uids.addAll(
                Doomed.snapshots(key, caches.snapshots().all(), caches.virtualMachines()::find, namespaces::isGoing));
        uids.addAll(Doomed.images(key, caches.images().all(), caches.storageRepositories()::find, namespaces::isGoing));
        uids.addAll(Doomed.networks(key, caches.networks().all(), namespaces::isGoing));
        uids.addAll(Doomed.storages(key, caches.storageRepositories().all(), namespaces::isGoing));
        return uids;
    }

    /** Of an XcpPool that is gone nothing is known but the strictest. */
    private DestructionLedger.Rule rule(ObjectKey key) {
        return caches.pools()
                .find(key)
                .map(pool ->
                        new DestructionLedger.Rule(PoolDefaults.destructionsPerHour(pool.getSpec()), approvals(key)))
                .orElseGet(() -> new DestructionLedger.Rule(0, approvals(key)));
    }

    private Approvals approvals(ObjectKey key) {
        return caches.pools()
                .find(key)
                .map(pool -> PoolQuestions.approvals(pool, clock.instant()))
                .orElseGet(() -> new Approvals(List.of()));
    }

    Optional<PoolLink> link(ObjectKey key) {
        return Optional.ofNullable(links.get(key));
    }

    /** Makes the connection be one with these settings; returns at once. */
    void ensure(XcpPool pool, LinkSettings settings) {
        ObjectKey key = ObjectKey.of(pool);
        String uid = pool.getMetadata().getUid();
        if (closed) {
            return; // a round that outlived the stop
        }
        PoolLink before = links.get(key);
        if (before != null && before.resourceUid().equals(uid)) {
            if (before.settings().equals(settings)) {
                return;
            }
            if (before.settings().differsOnlyInCredentials(settings)) {
                log.atInfo().addKeyValue("pool", key).log("credentials changed");
                before.relogin(settings);
                return;
            }
        }
        PoolLink next = factory.open(pool, settings);
        links.put(key, next);
        follow(key, next);
        if (before != null) {
            closeLater(before);
        }
    }

    private void follow(ObjectKey key, PoolLink link) {
        PoolMirror mirror = link.client().mirror();
        mirror.listen(new Follower(key, mirror));
        link.client().listen(state -> moved(key, link, state));
        news.publish(Touched.wholly(key));
    }

    /** A view that was read anew may hold no change; whoever waits for it is woken all the same. */
    private final class Follower implements MirrorListener {
        private final ObjectKey key;
        private final PoolMirror mirror;

        Follower(ObjectKey key, PoolMirror mirror) {
            this.key = key;
            this.mirror = mirror;
        }

        @Override
        public void changed(List<PoolChange> changes) {
            news.publish(TouchMapper.touched(key, changes, mirror.view()));
        }

        @Override
        public void followed() {
            news.publish(Touched.wholly(key));
        }
    }

    private void moved(ObjectKey key, PoolLink link, ConnectionState state) {
        ConnectionState before = link.moved(state);
        boolean flipped = state instanceof ConnectionState.Connected != before instanceof ConnectionState.Connected;
        news.publish(flipped ? Touched.wholly(key) : new Touched(key, false, Set.of()));
    }

    /** Logs out and forgets. */
    void close(ObjectKey key) {
        PoolLink link = links.remove(key);
        if (link != null) {
            closeLater(link);
            news.publish(Touched.wholly(key));
        }
    }

    private void closeLater(PoolLink link) {
        background.execute(link.client()::close);
    }

    /** For metrics. */
    public Map<ObjectKey, PoolMirror> mirrors() {
        return links.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, link -> link.getValue().client().mirror()));
    }

    @Override
    public void close() {
        closed = true;
        links.keySet().forEach(this::close);
        background.close();
    }
}
