package io.xcpoperator.simulator.vm.copies;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.simulator.schema.ClassSchema;
import io.xcpoperator.simulator.schema.Schema;
import io.xcpoperator.simulator.value.Value;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SnapshotMetadataTest {
    private final ClassSchema vm = Schema.bundled().get("VM");

    @Test
    void whatIsWrittenIsReadAgain() {
        Map<String, Value> fields = Map.of(
                "name_label", Value.of("it's a \\ test"),
                "tags", Value.texts("a", "b c"),
                "other_config", Value.textMap(Map.of("k", "v'", "empty", "")),
                "VCPUs_max", Value.of(4),
                "HVM_shadow_multiplier", Value.of(1.5),
                "ha_always_run", Value.of(true));
        assertThat(SnapshotMetadata.read(vm, SnapshotMetadata.write("OpaqueRef:x", fields)))
                .isEqualTo(fields);
    }

    @Test
    void writesAsTheDaemonDoes() {
        Map<String, Value> fields = Map.of("name_label", Value.of("a"), "tags", Value.texts("t"));
        assertThat(SnapshotMetadata.write("OpaqueRef:x", fields))
                .isEqualTo("(('tags' '(\\'t\\')') ('name__label' 'a') ('_ref' 'OpaqueRef:x'))");
    }
}
