package io.xcpoperator.operator.platform.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.xapi.records.Fields;
import io.xcpoperator.xapi.records.PoolRecord;
import io.xcpoperator.xapi.types.PoolRef;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RivalTest {
    private static Optional<PoolRecord> pool(Map<String, String> otherConfig) {
        return Optional.of(
                PoolRecord.read(new PoolRef("OpaqueRef:pool"), Fields.of(Map.of("other_config", otherConfig))));
    }

    @Test
    void isNamedAfterTheKeysThatAreThere() {
        assertThat(Rival.of(Map.of("xo:notes", "x"), Optional.empty()))
                .isEqualTo(", perhaps by Xen Orchestra, whose keys it carries");
        assertThat(Rival.of(Map.of("XenCenter.CustomFields.team", "x"), pool(Map.of())))
                .isEqualTo(", perhaps by XenCenter or XCP-ng Center, whose keys it carries");
        assertThat(Rival.of(Map.of(), pool(Map.of("xo:clientInfo:5c1d", "{}"))))
                .isEqualTo(", perhaps by Xen Orchestra, which is registered with the pool");
    }

    @Test
    void isNotGuessedAtWhereNothingPointsAtAnybody() {
        assertThat(Rival.of(Map.of("xcp-operator.io/owner", "x"), pool(Map.of("auto_poweron", "true"))))
                .isEmpty();
        assertThat(Rival.of(Map.of(), Optional.empty())).isEmpty();
    }
}
