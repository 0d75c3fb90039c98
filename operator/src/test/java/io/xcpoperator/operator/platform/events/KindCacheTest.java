package io.xcpoperator.operator.platform.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.xcpoperator.api.v1alpha1.LocalRef;
import io.xcpoperator.api.v1alpha1.pool.XcpPool;
import io.xcpoperator.api.v1alpha1.pool.XcpPoolSpecBuilder;
import io.xcpoperator.operator.platform.ObjectKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KindCacheTest {
    private final KindCache<XcpPool> cache = new KindCache<>(XcpPool.class);
    private final XcpPool home = pool();

    private static XcpPool pool() {
        var pool = new XcpPool();
        pool.setMetadata(
                new ObjectMetaBuilder().withNamespace("infra").withName("home").build());
        pool.setSpec(XcpPoolSpecBuilder.builder()
                .endpoints(List.of("xcp1"))
                .credentialsSecretRef(new LocalRef("login"))
                .build());
        return pool;
    }

    @Test
    void aCacheThatNobodyFillsIsEmpty() {
        assertThat(cache.all()).isEmpty();
        assertThat(cache.find(new ObjectKey("infra", "home"))).isEmpty();
    }

    /** A Secret's event may come while the pools' informer still starts; the framework's cache then fails. */
    @Test
    void aCacheIsEmptyUntilEveryInformerHasSynced() {
        var informer = new NotReadBeforeItStarts();
        cache.attach(informer);
        assertThat(cache.all()).isEmpty();
        assertThat(cache.find(new ObjectKey("infra", "home"))).isEmpty();

        informer.held = List.of(home);
        cache.open();
        assertThat(cache.all()).containsExactly(home);
        assertThat(cache.find(new ObjectKey("infra", "home"))).contains(home);
    }

    @Test
    void aListenerThatFailsKeepsNobodyElseFromHearing() {
        var heard = new ArrayList<XcpPool>();
        cache.onChange(pool -> {
            throw new IllegalStateException("a listener's fault");
        });
        cache.onChange(heard::add);
        cache.open();
        cache.changed(home);
        assertThat(heard).containsExactly(home);
    }

    /** As one is that was stored through the CRD of another version. */
    @Test
    void anObjectWithoutAReadableSpecIsHiddenAndYetNotAbsent() {
        var heard = new ArrayList<XcpPool>();
        var informer = new NotReadBeforeItStarts();
        var unreadable = new XcpPool();
        unreadable.setMetadata(home.getMetadata());
        informer.held = List.of(unreadable);
        cache.attach(informer);
        cache.onChange(heard::add);
        cache.open();
        cache.changed(unreadable);
        ObjectKey key = new ObjectKey("infra", "home");
        assertThat(cache.find(key)).isEmpty();
        assertThat(cache.all()).isEmpty();
        assertThat(heard).isEmpty();
        assertThat(cache.isUnreadable(key)).isTrue();
        informer.held = List.of(home);
        assertThat(cache.isUnreadable(key)).isFalse();
    }

    /** As the framework's: not to be read before it is started. */
    private static final class NotReadBeforeItStarts implements IndexerResourceCache<XcpPool> {
        private List<XcpPool> held = List.of();

        private List<XcpPool> held() {
            if (held.isEmpty()) {
                throw new IllegalStateException("not started");
            }
            return held;
        }

        @Override
        public Optional<XcpPool> get(ResourceID id) {
            return held().stream()
                    .filter(pool -> ObjectKey.of(pool).toResourceId().equals(id))
                    .findFirst();
        }

        @Override
        public Stream<ResourceID> keys() {
            return held().stream().map(ResourceID::fromResource);
        }

        @Override
        public Stream<XcpPool> list(Predicate<XcpPool> predicate) {
            return held().stream().filter(predicate);
        }

        @Override
        public Stream<XcpPool> list(String namespace, Predicate<XcpPool> predicate) {
            return list(predicate);
        }

        @Override
        public List<XcpPool> byIndex(String name, String key) {
            return List.of();
        }

        @Override
        public void addIndexers(Map<String, Function<XcpPool, List<String>>> indexers) {}
    }
}
