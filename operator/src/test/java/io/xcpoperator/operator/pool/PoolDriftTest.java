package io.xcpoperator.operator.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.api.v1alpha1.ApiField;
import io.xcpoperator.api.v1alpha1.LocalRef;
import io.xcpoperator.api.v1alpha1.Ref;
import io.xcpoperator.api.v1alpha1.pool.XcpPoolSpec;
import io.xcpoperator.api.v1alpha1.pool.XcpPoolSpecBuilder;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whatever somebody changes on a pool behind our back is set right. */
class PoolDriftTest {
    /** Fields that are no state of the pool's, or say which it is and how it is reached. */
    private static final Set<String> NOT_IN_THE_POOL = Set.of(
            "managementPolicy",
            "endpoints",
            "credentialsSecretRef",
            "expectedPoolUuid",
            "tls",
            "access",
            "migrationNetworkRef", // of moves that we ask for; said with each
            "limits");

    private static final XcpPoolSpec SPEC = XcpPoolSpecBuilder.builder()
            .endpoints(List.of("192.0.2.1"))
            .credentialsSecretRef(new LocalRef("login"))
            .nameLabel("Home")
            .description("as it shall be")
            .tags(List.of("ours"))
            .defaultStorageRepositoryRef(Ref.to("nas"))
            .suspendStorageRepositoryRef(Ref.to("nas"))
            .autoPowerOn(true)
            .migrationCompression(true)
            .build();

    private record Row(String field, Consumer<PoolModel> change, Predicate<PoolModel> right) {}

    private static Row on(String field, String member, Object other, Object wanted) {
        return new Row(
                field,
                pool -> pool.record().put(member, other),
                pool -> wanted.equals(pool.record().get(member)));
    }

    private static Row key(String field, String key, String wanted, Consumer<Map<String, String>> change) {
        return new Row(
                field,
                pool -> change.accept(pool.otherConfig()),
                pool -> wanted.equals(pool.otherConfig().get(key)));
    }

    private static boolean is(PoolModel pool, String field, String storage) {
        return pool.get(pool.record().get(field).toString()).get("name_label").equals(storage);
    }

    private static List<Row> rows() {
        return List.of(
                on("nameLabel", "name_label", "renamed", "Home"),
                on("description", "name_description", "changed", "as it shall be"),
                new Row("tags", pool -> pool.tags().clear(), pool -> pool.tags().contains("ours")),
                new Row(
                        "defaultStorageRepositoryRef",
                        pool -> pool.record().put("default_SR", pool.storage("another")),
                        pool -> is(pool, "default_SR", "nas")),
                new Row(
                        "suspendStorageRepositoryRef",
                        pool -> pool.record().put("suspend_image_SR", pool.storage("another")),
                        pool -> is(pool, "suspend_image_SR", "nas")),
                key("autoPowerOn", "auto_poweron", "true", keys -> keys.put("auto_poweron", "false")),
                key("autoPowerOn", "auto_poweron", "true", keys -> keys.remove("auto_poweron")),
                on("migrationCompression", "migration_compression", false, true));
    }

    private static PoolModel made() {
        var pool = new PoolModel();
        pool.storage("nas");
        return settled(pool);
    }

    private static PoolModel settled(PoolModel pool) {
        for (int i = 0; i < 20; i++) {
            List<PoolAction> rest = pool.plan(SPEC).actions();
            if (rest.isEmpty()) {
                return pool;
            }
            pool.apply(rest.getFirst());
        }
        throw new AssertionError("it never settles: " + pool.plan(SPEC));
    }

    @Test
    void everyFieldIsSetRight() {
        Set<String> covered = new HashSet<>(NOT_IN_THE_POOL);
        rows().forEach(row -> covered.add(row.field()));
        Set<String> fields = ApiField.of(XcpPoolSpec.class).stream()
                .filter(field -> field.notYet() == null)
                .map(ApiField::name)
                .collect(Collectors.toSet());
        assertThat(fields).as("a row for each field that is acted on").containsExactlyInAnyOrderElementsOf(covered);
        for (Row row : rows()) {
            PoolModel pool = made();
            assertThat(row.right()).as("%s as it was made", row.field()).accepts(pool);
            row.change().accept(pool);
            assertThat(row.right())
                    .as("%s is not as somebody left it", row.field())
                    .rejects(pool);
            assertThat(row.right()).as("%s is set right", row.field()).accepts(settled(pool));
        }
    }
}
