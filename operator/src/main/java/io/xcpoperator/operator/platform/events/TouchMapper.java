package io.xcpoperator.operator.platform.events;

import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.xapi.events.PoolChange;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.BondRecord;
import io.xcpoperator.xapi.records.CertificateRecord;
import io.xcpoperator.xapi.records.ConsoleRecord;
import io.xcpoperator.xapi.records.HostMetricsRecord;
import io.xcpoperator.xapi.records.HostRecord;
import io.xcpoperator.xapi.records.MessageRecord;
import io.xcpoperator.xapi.records.NetworkRecord;
import io.xcpoperator.xapi.records.PbdRecord;
import io.xcpoperator.xapi.records.PifMetricsRecord;
import io.xcpoperator.xapi.records.PifRecord;
import io.xcpoperator.xapi.records.PoolRecord;
import io.xcpoperator.xapi.records.SrRecord;
import io.xcpoperator.xapi.records.TaskRecord;
import io.xcpoperator.xapi.records.VbdRecord;
import io.xcpoperator.xapi.records.VdiRecord;
import io.xcpoperator.xapi.records.VifRecord;
import io.xcpoperator.xapi.records.VlanRecord;
import io.xcpoperator.xapi.records.VmGuestMetricsRecord;
import io.xcpoperator.xapi.records.VmMetricsRecord;
import io.xcpoperator.xapi.records.VmRecord;
import io.xcpoperator.xapi.records.XapiRecord;
import io.xcpoperator.xapi.types.PifRef;
import io.xcpoperator.xapi.types.XapiClass;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Follows changed records to the objects a resource can stand for. Pure; the view is the one after the changes. */
public final class TouchMapper {
    private final PoolView view;
    private final Set<Touched.Item> items = new HashSet<>();
    private final Map<String, VmRecord> vmOfMetrics = new HashMap<>();

    private TouchMapper(PoolView view) {
        this.view = view;
    }

    public static Touched touched(ObjectKey pool, Collection<PoolChange> changes, PoolView view) {
        var mapper = new TouchMapper(view);
        for (PoolChange change : changes) {
            Stream.concat(change.before().stream(), change.after().stream()).forEach(mapper::follow);
            if (isOnOrOff(change)) {
                view.networks().forEach(mapper::touchNetwork);
                view.srs().forEach(mapper::touchSr);
            }
        }
        return new Touched(pool, false, mapper.items);
    }

    /** A host came, went, died or is back: what should be on every host is judged anew. */
    private static boolean isOnOrOff(PoolChange change) {
        boolean cameOrWent = change.before().isEmpty() || change.after().isEmpty();
        return change.xapiClass() == XapiClass.HOST
                ? cameOrWent
                : change.xapiClass() == XapiClass.HOST_METRICS && isLive(change.before()) != isLive(change.after());
    }

    private static boolean isLive(Optional<XapiRecord> metrics) {
        return metrics.isPresent() && metrics.get() instanceof HostMetricsRecord record && record.live();
    }

    private void follow(XapiRecord record) {
        switch (record) {
            case VmRecord vm -> touchVm(vm);
            case VbdRecord vbd -> {
                view.vm(vbd.vm()).ifPresent(this::touchVm);
                view.vdi(vbd.vdi()).ifPresent(this::touchVdi);
            }
            case VifRecord vif -> {
                view.vm(vif.vm()).ifPresent(this::touchVm);
                view.network(vif.network()).ifPresent(this::touchNetwork);
            }
            case VdiRecord vdi -> {
                touchVdi(vdi);
                view.vbdsOf(vdi.ref()).forEach(vbd -> view.vm(vbd.vm()).ifPresent(this::touchVm));
            }
            case VmMetricsRecord metrics -> touchVmOfMetrics(metrics.ref().value());
            case VmGuestMetricsRecord metrics -> touchVmOfMetrics(metrics.ref().value());
            case ConsoleRecord console -> view.vm(console.vm()).ifPresent(this::touchVm);
            case HostRecord host -> touchHost(host);
            case HostMetricsRecord metrics ->
                view.hosts().stream()
                        .filter(host -> host.metrics().equals(metrics.ref()))
                        .forEach(this::touchHost);
            case PifRecord pif -> touchPif(pif);
            case PifMetricsRecord metrics ->
                view.pifs().stream()
                        .filter(pif -> pif.metrics().equals(metrics.ref()))
                        .forEach(this::touchPif);
            case VlanRecord vlan -> {
                touchPif(vlan.taggedPif());
                touchPif(vlan.untaggedPif());
            }
            case BondRecord bond -> touchPif(bond.master());
            case NetworkRecord network -> touchNetwork(network);
            case SrRecord sr -> touchSr(sr);
            case PbdRecord pbd -> {
                view.sr(pbd.sr()).ifPresent(this::touchSr);
                view.host(pbd.host()).ifPresent(this::touchHost);
                view.residentOn(pbd.host()).stream().filter(vm -> isOn(vm, pbd)).forEach(this::touchVm);
            }
            case PoolRecord pool -> touch(pool, pool.otherConfig());
            case CertificateRecord _ -> view.pool().ifPresent(pool -> touch(pool, pool.otherConfig()));
            case TaskRecord task -> touch(task, task.otherConfig());
            case MessageRecord _ -> {}
        }
    }

    private boolean isOn(VmRecord vm, PbdRecord pbd) {
        return view.vbdsOf(vm.ref()).stream()
                .flatMap(vbd -> view.vdi(vbd.vdi()).stream())
                .anyMatch(vdi -> vdi.sr().equals(pbd.sr()));
    }

    private void touchVm(VmRecord vm) {
        touch(vm, vm.otherConfig());
        view.host(vm.residentOn()).ifPresent(this::touchHost);
    }

    private void touchVmOfMetrics(String metrics) {
        if (vmOfMetrics.isEmpty()) {
            for (VmRecord vm : view.vms()) {
                vmOfMetrics.put(vm.metrics().value(), vm);
                vmOfMetrics.put(vm.guestMetrics().value(), vm);
            }
        }
        VmRecord vm = vmOfMetrics.get(metrics);
        if (vm != null) {
            touch(vm, vm.otherConfig());
        }
    }

    private void touchVdi(VdiRecord vdi) {
        touch(vdi, vdi.otherConfig());
        view.sr(vdi.sr()).ifPresent(this::touchSr);
    }

    private void touchPif(PifRef pif) {
        view.pif(pif).ifPresent(this::touchPif);
    }

    private void touchPif(PifRecord pif) {
        view.network(pif.network()).ifPresent(this::touchNetwork);
        view.host(pif.host()).ifPresent(this::touchHost);
    }

    private void touchHost(HostRecord host) {
        touch(host, host.otherConfig());
    }

    private void touchNetwork(NetworkRecord network) {
        touch(network, network.otherConfig());
    }

    private void touchSr(SrRecord sr) {
        touch(sr, sr.otherConfig());
    }

    private void touch(XapiRecord record, Map<String, String> otherConfig) {
        items.add(new Touched.Item(record.xapiClass(), record.uuidText(), otherConfig));
    }
}
