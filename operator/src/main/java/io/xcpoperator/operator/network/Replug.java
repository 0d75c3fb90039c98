package io.xcpoperator.operator.network;

import io.xcpoperator.operator.platform.owner.OwnValues;
import io.xcpoperator.xapi.records.NetworkRecord;
import io.xcpoperator.xapi.records.PifRecord;
import io.xcpoperator.xapi.records.VifRecord;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is unplugged for a change and must be plugged in again, by uuid: kept on the network itself before the first is
 * unplugged, so that no crash leaves a VM without its network. Pure.
 */
record Replug(Set<String> uuids) {
    static final String KEY = "xcp-operator.io/replug";

    Replug {
        uuids = Set.copyOf(uuids);
    }

    static Replug of(NetworkRecord network) {
        return new Replug(
                OwnValues.read(network.otherConfig(), KEY, network.uuid().value()).stream()
                        .flatMap(text -> Arrays.stream(text.split(" ", -1)))
                        .filter(uuid -> !uuid.isEmpty())
                        .collect(Collectors.toUnmodifiableSet()));
    }

    Replug with(Collection<PifRecord> pifs, Collection<VifRecord> vifs) {
        return new Replug(Stream.of(
                        uuids.stream(),
                        pifs.stream().map(PifRecord::uuidText),
                        vifs.stream().map(VifRecord::uuidText))
                .flatMap(all -> all)
                .collect(Collectors.toUnmodifiableSet()));
    }

    String text(NetworkRecord network) {
        return OwnValues.text(network.uuid().value(), String.join(" ", new TreeSet<>(uuids)));
    }

    boolean has(PifRecord pif) {
        return uuids.contains(pif.uuidText());
    }

    boolean has(VifRecord vif) {
        return uuids.contains(vif.uuidText());
    }

    boolean isEmpty() {
        return uuids.isEmpty();
    }
}
