package io.xcpoperator.operator.pool;

import io.xcpoperator.api.v1alpha1.pool.XcpPoolSpec;
import io.xcpoperator.operator.platform.owner.Claim;
import io.xcpoperator.operator.platform.owner.Claims;
import io.xcpoperator.operator.platform.owner.OwnTags;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.PoolRecord;
import io.xcpoperator.xapi.types.SrRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Decides what brings a pool to its spec; an absent field is not managed. Pure. */
final class PoolPlanner {
    private static final String AUTO_POWER_ON = "auto_poweron";

    private PoolPlanner() {}

    /** Nothing unless the pool is connected: what cannot be seen is not changed. */
    static PoolPlan plan(XcpPoolSpec spec, Observed observed, String resourceUid, Instant now) {
        if (!(observed.link() instanceof Observed.Link.Up up)
                || observed.elder().isPresent()) {
            return PoolPlan.of(List.of());
        }
        var actions = new ArrayList<PoolAction>();
        Optional<PoolRecord> pool = up.view().pool();
        pool.ifPresent(record -> {
            text("nameLabel", record.nameLabel(), spec.nameLabel(), PoolAction.SetName::new)
                    .ifPresent(actions::add);
            text("description", record.nameDescription(), spec.description(), PoolAction.SetDescription::new)
                    .ifPresent(actions::add);
            tags(record, spec, actions);
            storage(
                            "defaultStorageRepositoryRef",
                            record.defaultSr(),
                            observed.defaultStorage(),
                            up.view(),
                            PoolAction.SetDefaultStorage::new)
                    .ifPresent(actions::add);
            storage(
                            "suspendStorageRepositoryRef",
                            record.suspendImageSr(),
                            observed.suspendStorage(),
                            up.view(),
                            PoolAction.SetSuspendStorage::new)
                    .ifPresent(actions::add);
            autoPowerOn(record, spec, resourceUid, now).ifPresent(actions::add);
            compression(record, spec).ifPresent(actions::add);
        });
        if (!(up.manager() instanceof ManagerMark.State.Ours(boolean due)) || due) {
            actions.addFirst(new PoolAction.Claim(
                    pool.filter(record -> record.otherConfig().containsKey(ManagerMark.KEY))
                            .isPresent()));
        }
        return PoolPlan.of(actions);
    }

    private static Optional<PoolAction> text(
            String field, String actual, @Nullable String wanted, BiFunction<String, String, PoolAction> action) {
        return wanted == null || wanted.equals(actual)
                ? Optional.empty()
                : Optional.of(action.apply(wanted, "%s \"%s\" → \"%s\"".formatted(field, actual, wanted)));
    }

    private static void tags(PoolRecord pool, XcpPoolSpec spec, List<PoolAction> actions) {
        if (spec.tags() == null) {
            return;
        }
        OwnTags tags = OwnTags.plan(spec.tags(), pool.tags(), pool.otherConfig());
        tags.ours()
                .map(value -> new PoolAction.SetKey(
                        OwnTags.KEY,
                        value,
                        pool.otherConfig().containsKey(OwnTags.KEY),
                        "remember which tags are ours"))
                .ifPresent(actions::add);
        tags.add().forEach(tag -> actions.add(new PoolAction.AddTag(tag, "tags + \"%s\"".formatted(tag))));
        tags.remove().forEach(tag -> actions.add(new PoolAction.RemoveTag(tag, "tags − \"%s\"".formatted(tag))));
    }

    private static Optional<PoolAction> storage(
            String field,
            SrRef actual,
            Observed.StorageChoice wanted,
            PoolView view,
            BiFunction<SrRef, String, PoolAction> action) {
        return switch (wanted) {
            case Observed.StorageChoice.Chosen(SrRef sr, String name)
            when !sr.equals(actual) ->
                Optional.of(action.apply(
                        sr,
                        "%s %s → %s"
                                .formatted(
                                        field,
                                        view.sr(actual).map(s -> s.nameLabel()).orElse("none"),
                                        name)));
            case Observed.StorageChoice.Chosen _,
                    Observed.StorageChoice.NotManaged _,
                    Observed.StorageChoice.Waiting _ -> Optional.empty();
        };
    }

    /** Left alone while a feature of ours holds it: a rolling update switches it off and puts it back. */
    private static Optional<PoolAction> autoPowerOn(
            PoolRecord pool, XcpPoolSpec spec, String resourceUid, Instant now) {
        boolean actual = "true".equals(pool.otherConfig().get(AUTO_POWER_ON));
        boolean held = Claims.of(pool.otherConfig(), pool.uuid().value(), now)
                .heldByAnother(Claim.POOL_AUTO_POWER_ON, resourceUid)
                .isPresent();
        return spec.autoPowerOn() == null || held || spec.autoPowerOn() == actual
                ? Optional.empty()
                : Optional.of(new PoolAction.SetKey(
                        AUTO_POWER_ON,
                        Boolean.toString(spec.autoPowerOn()),
                        pool.otherConfig().containsKey(AUTO_POWER_ON),
                        "autoPowerOn %s → %s".formatted(actual, spec.autoPowerOn())));
    }

    private static Optional<PoolAction> compression(PoolRecord pool, XcpPoolSpec spec) {
        Boolean wanted = spec.migrationCompression();
        return wanted == null || Objects.equals(wanted, pool.migrationCompression())
                ? Optional.empty()
                : Optional.of(new PoolAction.SetMigrationCompression(
                        wanted, "migrationCompression %s → %s".formatted(pool.migrationCompression(), wanted)));
    }
}
