package io.xcpoperator.operator.host;

import io.xcpoperator.api.v1alpha1.host.HostCpu;
import io.xcpoperator.api.v1alpha1.host.HostMemory;
import io.xcpoperator.api.v1alpha1.host.HostNetworkInterface;
import io.xcpoperator.operator.platform.Sizes;
import io.xcpoperator.operator.platform.pools.HostMemoryRoom;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.HostRecord;
import io.xcpoperator.xapi.records.PifMetricsRecord;
import io.xcpoperator.xapi.records.PifRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a host's hardware out of its records. Every key of XAPI's maps may be missing. Pure. */
final class HostHardware {
    private HostHardware() {}

    static HostCpu cpu(HostRecord host) {
        Map<String, String> info = host.cpuInfo();
        Integer threads = number(info.get("cpu_count"));
        Integer perCore = number(info.get("threads_per_core")); // from 8.3 on
        Integer cores = threads == null || perCore == null || perCore == 0 ? null : (Integer) (threads / perCore);
        String model = info.get("modelname");
        return new HostCpu(model == null ? null : model.strip(), number(info.get("socket_count")), cores, threads);
    }

    static Optional<HostMemory> memory(HostRecord host, PoolView view) {
        return view.metrics(host)
                .filter(metrics -> metrics.memoryTotal() > 0)
                .map(metrics -> new HostMemory(
                        Sizes.rounded(metrics.memoryTotal()), Sizes.rounded(HostMemoryRoom.free(host, view))));
    }

    static List<HostNetworkInterface> interfaces(HostRecord host, PoolView view) {
        return view.pifsOf(host.ref()).stream()
                .filter(PifRecord::physical)
                .sorted(Comparator.comparing(PifRecord::device))
                .map(pif -> shown(pif, view))
                .toList();
    }

    private static HostNetworkInterface shown(PifRecord pif, PoolView view) {
        Optional<PifMetricsRecord> metrics = view.metrics(pif);
        return new HostNetworkInterface(
                pif.device(),
                pif.mac(),
                metrics.map(PifMetricsRecord::speed)
                        .flatMap(HostHardware::speed)
                        .orElse(null),
                metrics.map(PifMetricsRecord::carrier).orElse(null),
                pif.ip().isEmpty() ? null : pif.ip(),
                view.network(pif.network()).map(network -> network.nameLabel()).orElse(null));
    }

    /** From Mbit/s. */
    static Optional<String> speed(long megabits) {
        if (megabits <= 0) {
            return Optional.empty();
        }
        return Optional.of(megabits % 1000 == 0 ? megabits / 1000 + "Gbit/s" : megabits + "Mbit/s");
    }

    /** XAPI keeps Unix seconds as text, often with a dot at the end. */
    static Optional<Instant> bootTime(HostRecord host) {
        String text = host.otherConfig().getOrDefault("boot_time", "");
        try {
            long seconds = new BigDecimal(text.endsWith(".") ? text + "0" : text).longValue();
            return seconds <= 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(seconds));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static @Nullable Integer number(@Nullable String text) {
        return text == null || !text.strip().matches("\\d{1,9}") ? null : Integer.valueOf(text.strip());
    }
}
