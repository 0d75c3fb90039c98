package io.xcpoperator.operator.pool;

import io.xcpoperator.api.v1alpha1.Ref;
import io.xcpoperator.api.v1alpha1.pool.XcpPoolSpec;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.pools.WriteState;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.testing.ValuePool;
import io.xcpoperator.xapi.records.PoolRecord;
import io.xcpoperator.xapi.types.PoolUuid;
import io.xcpoperator.xapi.types.SrRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A pool's own record as values: what each action does to it, by the facts, and what XAPI would refuse. */
final class PoolModel extends ValuePool {
    static final String ME = "c1";
    static final String UID = "uid-1";
    static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");

    final String pool = add(
            "pool",
            "name_label",
            "",
            "name_description",
            "",
            "tags",
            new ArrayList<String>(),
            "other_config",
            new HashMap<String, String>(),
            "migration_compression",
            false,
            "default_SR",
            "OpaqueRef:NULL",
            "suspend_image_SR",
            "OpaqueRef:NULL");

    String storage(String name) {
        return add("SR", "name_label", name);
    }

    Map<String, Object> record() {
        return get(pool);
    }

    @SuppressWarnings("unchecked") // keys and values are texts
    Map<String, String> otherConfig() {
        return (Map<String, String>) record().get("other_config");
    }

    @SuppressWarnings("unchecked") // tags are texts
    List<String> tags() {
        return (List<String>) record().get("tags");
    }

    PoolRecord seen() {
        return view().pool().orElseThrow();
    }

    /** A reference to storage is by the storage's name here. */
    PoolPlan plan(XcpPoolSpec spec) {
        return PoolPlanner.plan(
                spec,
                new Observed(
                        new Setup.Missing(Reason.SecretMissing, "a plan goes by the connection there is"),
                        new Observed.Link.Up(
                                new PoolUuid("pool"),
                                view(),
                                NOW,
                                0,
                                Optional.empty(),
                                Optional.empty(),
                                ManagerMark.judge(otherConfig(), ME, NOW),
                                new WriteState.Open()),
                        Optional.empty(),
                        false,
                        choice(spec.defaultStorageRepositoryRef()),
                        choice(spec.suspendStorageRepositoryRef()),
                        new Approvals(List.of()),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        0),
                UID,
                NOW);
    }

    private Observed.StorageChoice choice(Ref ref) {
        return ref == null
                ? new Observed.StorageChoice.NotManaged()
                : all("SR")
                        .filter(sr -> sr.getValue().get("name_label").equals(ref.name()))
                        .findFirst()
                        .<Observed.StorageChoice>map(
                                sr -> new Observed.StorageChoice.Chosen(new SrRef(sr.getKey()), ref.name()))
                        .orElseGet(() -> new Observed.StorageChoice.Waiting("there is none"));
    }

    /** Does it, or fails where XAPI would, or where it changes nothing. */
    void apply(PoolAction action) {
        switch (action) {
            case PoolAction.Claim(boolean replaces) ->
                write(ManagerMark.KEY, new ManagerMark(ME, NOW).text(), replaces);
            case PoolAction.SetName(String value, String _) -> set("name_label", value);
            case PoolAction.SetDescription(String value, String _) -> set("name_description", value);
            case PoolAction.SetDefaultStorage(SrRef sr, String _) -> set("default_SR", sr.value());
            case PoolAction.SetSuspendStorage(SrRef sr, String _) -> set("suspend_image_SR", sr.value());
            case PoolAction.SetMigrationCompression(boolean value, String _) -> set("migration_compression", value);
            case PoolAction.AddTag(String tag, String _) -> {
                check(!tags().contains(tag), "a call for nothing: " + tag);
                tags().add(tag);
            }
            case PoolAction.RemoveTag(String tag, String _) -> check(tags().remove(tag), "a call for nothing: " + tag);
            case PoolAction.SetKey(String key, String value, boolean present, String _) -> {
                if (value.isEmpty()) {
                    check(present && otherConfig().remove(key) != null, "a call for nothing: " + key);
                } else {
                    write(key, value, present);
                }
            }
        }
    }

    private void set(String field, Object value) {
        check(!value.equals(record().put(field, value)), "a call for nothing: " + field);
    }

    private void write(String key, String value, boolean replaces) {
        check((otherConfig().put(key, value) != null) == replaces, "MAP_DUPLICATE_KEY, or a call for nothing: " + key);
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
