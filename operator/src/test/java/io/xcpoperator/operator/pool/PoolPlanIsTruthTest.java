package io.xcpoperator.operator.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.api.v1alpha1.LocalRef;
import io.xcpoperator.api.v1alpha1.Ref;
import io.xcpoperator.api.v1alpha1.pool.XcpPoolSpec;
import io.xcpoperator.api.v1alpha1.pool.XcpPoolSpecBuilder;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.owner.Claim;
import io.xcpoperator.operator.platform.owner.Claims;
import io.xcpoperator.operator.platform.owner.OwnTags;
import io.xcpoperator.operator.testing.Seeds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Random specs over random pools: what is planned is what is done, the next plan is its rest, and the end is as asked. */
class PoolPlanIsTruthTest {
    private static final int CASES = Integer.getInteger("xcp.cases", 5_000);
    private static final List<String> TAGS = List.of("a", "b", "c", "d");

    private static final class Case {
        final Random random;
        final PoolModel pool = new PoolModel();
        final XcpPoolSpec spec;
        final Set<String> theirTags;
        final boolean held;

        Case(long seed) {
            random = Seeds.random(seed);
            List<String> storages = List.of(pool.storage("nas"), pool.storage("local"), "OpaqueRef:NULL");
            Map<String, Object> record = pool.record();
            record.put("name_label", one("Home", "Theirs"));
            record.put("name_description", one("", "described"));
            record.put("migration_compression", random.nextBoolean());
            record.put("default_SR", one(storages.toArray(String[]::new)));
            record.put("suspend_image_SR", one(storages.toArray(String[]::new)));
            pool.tags().addAll(some(TAGS));
            theirTags = new HashSet<>(pool.tags());
            if (random.nextBoolean()) { // some were ours, and somebody may have taken one of them off
                List<String> ours = some(TAGS);
                if (!ours.isEmpty()) {
                    pool.otherConfig().put(OwnTags.KEY, String.join("\n", ours));
                    theirTags.removeAll(ours);
                }
            }
            if (random.nextBoolean()) {
                pool.otherConfig().put("auto_poweron", one("true", "false"));
            }
            if (random.nextBoolean()) {
                pool.otherConfig().put("theirs", "kept");
            }
            manager();
            held = holder();
            spec = XcpPoolSpecBuilder.builder()
                    .endpoints(List.of("192.0.2.1"))
                    .credentialsSecretRef(new LocalRef("login"))
                    .nameLabel(maybe("Home"))
                    .description(maybe("described"))
                    .tags(maybe(some(TAGS)))
                    .defaultStorageRepositoryRef(maybe(Ref.to(one("nas", "local", "nowhere"))))
                    .suspendStorageRepositoryRef(maybe(Ref.to(one("nas", "local", "nowhere"))))
                    .autoPowerOn(maybe(random.nextBoolean()))
                    .migrationCompression(maybe(random.nextBoolean()))
                    .build();
        }

        /** Nobody's, another's that is no more, or ours of just now or of before. A living other's pool is not written to. */
        private void manager() {
            var age = Duration.ofMinutes(random.nextInt(60));
            switch (random.nextInt(3)) {
                case 0 -> {}
                case 1 -> mark("another", ManagerMark.DEAD_AFTER.plus(age).plusMinutes(1));
                default -> mark(PoolModel.ME, age);
            }
        }

        private void mark(String cluster, Duration age) {
            pool.otherConfig().put(ManagerMark.KEY, new ManagerMark(cluster, PoolModel.NOW.minus(age)).text());
        }

        /** A rolling update has switched it off, and puts it back. */
        private boolean holder() {
            if (random.nextInt(4) > 0) {
                return false;
            }
            boolean ended = random.nextBoolean();
            var until = PoolModel.NOW.plus(Duration.ofHours(ended ? -1 : 1));
            var holder = new Claims.Holder("PatchPlan", new ObjectKey("infra", "sunday"), "uid-9", Optional.of(until));
            String uuid = pool.record().get("uuid").toString();
            pool.otherConfig().put(Claim.POOL_AUTO_POWER_ON.key(), holder.text(uuid));
            return !ended;
        }

        private <T> T maybe(T value) {
            return random.nextBoolean() ? value : null;
        }

        private String one(String... of) {
            return of[random.nextInt(of.length)];
        }

        private List<String> some(List<String> of) {
            List<String> some = new ArrayList<>(of);
            some.removeIf(_ -> random.nextBoolean());
            return some;
        }

        List<PoolAction> plan() {
            return pool.plan(spec).actions();
        }

        private String storage(String field) {
            return Optional.ofNullable(pool.get(pool.record().get(field).toString()))
                    .map(sr -> sr.get("name_label").toString())
                    .orElse("none");
        }

        /** What the spec does not ask for, or may not have now. */
        Map<String, Object> others() {
            Map<String, Object> others = new TreeMap<>();
            Map<String, Object> record = pool.record();
            if (spec.nameLabel() == null) {
                others.put("name", record.get("name_label"));
            }
            if (spec.description() == null) {
                others.put("description", record.get("name_description"));
            }
            if (spec.tags() == null) {
                others.put("tags", List.copyOf(pool.tags()));
                others.put("our tags", String.valueOf(pool.otherConfig().get(OwnTags.KEY)));
            }
            if (isFree(spec.defaultStorageRepositoryRef())) {
                others.put("default", storage("default_SR"));
            }
            if (isFree(spec.suspendStorageRepositoryRef())) {
                others.put("suspend", storage("suspend_image_SR"));
            }
            if (spec.migrationCompression() == null) {
                others.put("compression", record.get("migration_compression"));
            }
            if (spec.autoPowerOn() == null || held) {
                others.put("power", String.valueOf(pool.otherConfig().get("auto_poweron")));
            }
            others.put("theirs", String.valueOf(pool.otherConfig().get("theirs")));
            others.put("claim", String.valueOf(pool.otherConfig().get(Claim.POOL_AUTO_POWER_ON.key())));
            return others;
        }

        private static boolean isFree(Ref ref) {
            return ref == null || ref.name().equals("nowhere");
        }

        void assertThatItIsAsAsked(String as) {
            assertThat(pool.record().get("name_label"))
                    .as(as)
                    .isEqualTo(Objects.requireNonNullElse(
                            spec.nameLabel(), pool.record().get("name_label")));
            assertThat(pool.record().get("name_description"))
                    .as(as)
                    .isEqualTo(Objects.requireNonNullElse(
                            spec.description(), pool.record().get("name_description")));
            if (spec.tags() != null) {
                var wanted = new TreeSet<>(spec.tags());
                wanted.addAll(theirTags);
                assertThat(pool.tags()).as(as).containsExactlyInAnyOrderElementsOf(wanted);
            }
            if (!isFree(spec.defaultStorageRepositoryRef())) {
                assertThat(storage("default_SR"))
                        .as(as)
                        .isEqualTo(spec.defaultStorageRepositoryRef().name());
            }
            if (!isFree(spec.suspendStorageRepositoryRef())) {
                assertThat(storage("suspend_image_SR"))
                        .as(as)
                        .isEqualTo(spec.suspendStorageRepositoryRef().name());
            }
            if (spec.migrationCompression() != null) {
                assertThat(pool.seen().migrationCompression()).as(as).isEqualTo(spec.migrationCompression());
            }
            if (spec.autoPowerOn() != null && !held) {
                assertThat("true".equals(pool.otherConfig().get("auto_poweron")))
                        .as(as)
                        .isEqualTo(spec.autoPowerOn());
            }
            assertThat(ManagerMark.judge(pool.otherConfig(), PoolModel.ME, PoolModel.NOW))
                    .as(as)
                    .isEqualTo(new ManagerMark.State.Ours(false));
        }
    }

    /** Which tags are ours is written before they are added, and once more when those that went are gone. */
    private static List<PoolAction> withoutTheNote(List<PoolAction> plan) {
        return plan.stream()
                .filter(action -> !(action instanceof PoolAction.SetKey(String key, var _, var _, var _)
                        && key.equals(OwnTags.KEY)))
                .toList();
    }

    @Test
    void whatIsPlannedIsDoneAndTheNextPlanIsTheRest() {
        int calls = 0;
        int settled = 0;
        int held = 0;
        for (long seed = 0; seed < CASES; seed++) {
            var of = new Case(seed);
            String as = "seed " + seed;
            Map<String, Object> others = of.others();
            List<PoolAction> rest = of.plan();
            settled += rest.isEmpty() ? 1 : 0;
            held += of.held ? 1 : 0;
            for (int i = 0; !rest.isEmpty(); i++) {
                assertThat(i).as(as).isLessThan(20);
                PoolAction first = rest.getFirst();
                of.pool.apply(first);
                calls += first.calls().size();
                List<PoolAction> next = of.plan();
                assertThat(withoutTheNote(next))
                        .as("%s, after %s", as, first.why())
                        .isEqualTo(withoutTheNote(rest.subList(1, rest.size())));
                rest = next;
            }
            of.assertThatItIsAsAsked(as);
            assertThat(of.others()).as("%s: what nobody asked for", as).isEqualTo(others);
        }
        System.out.printf(
                "pools: %d random pools, %d calls; %d as asked already, %d with auto_poweron held by another%n",
                CASES, calls, settled, held);
        assertThat(calls).isGreaterThan(CASES * 2);
        assertThat(held).isGreaterThan(CASES / 20);
    }
}
