package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.xapi.records.Fields;
import io.xcpoperator.xapi.records.VmGuestMetricsRecord;
import io.xcpoperator.xapi.records.VmRecord;
import io.xcpoperator.xapi.types.VmGuestMetricsRef;
import io.xcpoperator.xapi.types.VmRef;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuestReaderTest {
    @ParameterizedTest(name = "a {0} VM whose guest last reported an address shows it: {1}")
    @CsvSource({"Running, true", "Paused, true", "Halted, false", "Suspended, false"})
    void believesAGuestOnlyWhileItIsThere(String powerState, boolean shown) {
        VmRecord vm = VmRecord.read(new VmRef("OpaqueRef:vm"), Fields.of(Map.of("power_state", powerState)));
        VmGuestMetricsRecord metrics = VmGuestMetricsRecord.read(
                new VmGuestMetricsRef("OpaqueRef:metrics"), Fields.of(Map.of("networks", Map.of("0/ip", "192.0.2.7"))));
        assertThat(GuestReader.guest(vm, Optional.of(metrics), Optional.empty())
                        .addresses()
                        .contains("192.0.2.7"))
                .isEqualTo(shown);
    }
}
