package io.xcpoperator.xapi.events;

import io.xcpoperator.xapi.records.*;
import io.xcpoperator.xapi.types.*;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A pool as it was at one moment. Immutable and cheap to keep; all look-ups are by hash. */
public final class PoolView {
    private final Map<XapiClass, Table> tables;

    PoolView(Map<XapiClass, Table> tables) {
        this.tables = tables;
    }

    static PoolView empty() {
        return new PoolView(new EnumMap<>(XapiClass.class));
    }

    /** A view of given objects, for tests of what reads one. */
    public static PoolView of(Collection<? extends XapiRecord> objects, List<MarkIndex> marks) {
        ViewEditor editor = new ViewEditor(empty(), new Indexing(marks));
        objects.forEach(editor::put);
        return editor.done();
    }

    /** The pool's own record; empty only before the first complete view. */
    public Optional<PoolRecord> pool() {
        return all(PoolRecord.class, XapiClass.POOL).stream().findFirst();
    }

    public Optional<HostRecord> coordinator() {
        return pool().flatMap(pool -> host(pool.coordinator()));
    }

    /** The object of this reference, whatever its class. */
    public Optional<XapiRecord> find(XapiClass type, Ref ref) {
        return get(XapiRecord.class, type, ref);
    }

    /** Objects whose mark has this indexed value. A mark may be inherited: compare what it says with the object. */
    public <R extends XapiRecord> List<R> marked(Class<R> record, XapiClass type, MarkIndex mark, String indexed) {
        IndexKey key = IndexKey.mark(mark, indexed);
        return find(record, type, key.kind(), key.value());
    }

    public List<VmRecord> vmsMarked(MarkIndex mark, String indexed) {
        return marked(VmRecord.class, XapiClass.VM, mark, indexed);
    }

    public List<VdiRecord> vdisMarked(MarkIndex mark, String indexed) {
        return marked(VdiRecord.class, XapiClass.VDI, mark, indexed);
    }

    public List<TaskRecord> tasksMarked(MarkIndex mark, String indexed) {
        return marked(TaskRecord.class, XapiClass.TASK, mark, indexed);
    }

    public Optional<VmRecord> vm(VmRef ref) {
        return get(VmRecord.class, XapiClass.VM, ref);
    }

    public Optional<VmRecord> vm(VmUuid uuid) {
        return find(VmRecord.class, XapiClass.VM, IndexKey.UUID, uuid.value()).stream()
                .findFirst();
    }

    public Optional<VbdRecord> vbd(VbdRef ref) {
        return get(VbdRecord.class, XapiClass.VBD, ref);
    }

    public Optional<VbdRecord> vbd(VbdUuid uuid) {
        return find(VbdRecord.class, XapiClass.VBD, IndexKey.UUID, uuid.value()).stream()
                .findFirst();
    }

    public Optional<VdiRecord> vdi(VdiRef ref) {
        return get(VdiRecord.class, XapiClass.VDI, ref);
    }

    public Optional<VdiRecord> vdi(VdiUuid uuid) {
        return find(VdiRecord.class, XapiClass.VDI, IndexKey.UUID, uuid.value()).stream()
                .findFirst();
    }

    public Optional<VifRecord> vif(VifRef ref) {
        return get(VifRecord.class, XapiClass.VIF, ref);
    }

    public Optional<VifRecord> vif(VifUuid uuid) {
        return find(VifRecord.class, XapiClass.VIF, IndexKey.UUID, uuid.value()).stream()
                .findFirst();
    }

    public Optional<PifRecord> pif(PifRef ref) {
        return get(PifRecord.class, XapiClass.PIF, ref);
    }

    public Optional<PifRecord> pif(PifUuid uuid) {
        return find(PifRecord.class, XapiClass.PIF, IndexKey.UUID, uuid.value()).stream()
                .findFirst();
    }

    public Optional<NetworkRecord> network(NetworkRef ref) {
        return get(NetworkRecord.class, XapiClass.NETWORK, ref);
    }

    public Optional<NetworkRecord> network(NetworkUuid uuid) {
        return find(NetworkRecord.class, XapiClass.NETWORK, IndexKey.UUID, uuid.value()).stream()
                .findFirst();
    }

    public Optional<SrRecord> sr(SrRef ref) {
        return get(SrRecord.class, XapiClass.SR, ref);
    }

    public Optional<SrRecord> sr(SrUuid uuid) {
        return find(SrRecord.class, XapiClass.SR, IndexKey.UUID, uuid.value()).stream()
                .findFirst();
    }

    public Optional<PbdRecord> pbd(PbdRef ref) {
        return get(PbdRecord.class, XapiClass.PBD, ref);
    }

    public Optional<PbdRecord> pbd(PbdUuid uuid) {
        return find(PbdRecord.class, XapiClass.PBD, IndexKey.UUID, uuid.value()).stream()
                .findFirst();
    }

    public Optional<HostRecord> host(HostRef ref) {
        return get(HostRecord.class, XapiClass.HOST, ref);
    }

    public Optional<HostRecord> host(HostUuid uuid) {
        return find(HostRecord.class, XapiClass.HOST, IndexKey.UUID, uuid.value()).stream()
                .findFirst();
    }

    public Optional<TaskRecord> task(TaskRef ref) {
        return get(TaskRecord.class, XapiClass.TASK, ref);
    }

    public Optional<TaskRecord> task(TaskUuid uuid) {
        return find(TaskRecord.class, XapiClass.TASK, IndexKey.UUID, uuid.value()).stream()
                .findFirst();
    }

    public Optional<VlanRecord> vlan(VlanRef ref) {
        return get(VlanRecord.class, XapiClass.VLAN, ref);
    }

    public Optional<BondRecord> bond(BondRef ref) {
        return get(BondRecord.class, XapiClass.BOND, ref);
    }

    public List<VmRecord> vms() {
        return all(VmRecord.class, XapiClass.VM);
    }

    public List<VbdRecord> vbds() {
        return all(VbdRecord.class, XapiClass.VBD);
    }

    public List<VdiRecord> vdis() {
        return all(VdiRecord.class, XapiClass.VDI);
    }

    public List<VifRecord> vifs() {
        return all(VifRecord.class, XapiClass.VIF);
    }

    public List<PifRecord> pifs() {
        return all(PifRecord.class, XapiClass.PIF);
    }

    public List<NetworkRecord> networks() {
        return all(NetworkRecord.class, XapiClass.NETWORK);
    }

    public List<SrRecord> srs() {
        return all(SrRecord.class, XapiClass.SR);
    }

    public List<PbdRecord> pbds() {
        return all(PbdRecord.class, XapiClass.PBD);
    }

    public List<HostRecord> hosts() {
        return all(HostRecord.class, XapiClass.HOST);
    }

    public List<TaskRecord> tasks() {
        return all(TaskRecord.class, XapiClass.TASK);
    }

    public List<VlanRecord> vlans() {
        return all(VlanRecord.class, XapiClass.VLAN);
    }

    public List<BondRecord> bonds() {
        return all(BondRecord.class, XapiClass.BOND);
    }

    public List<CertificateRecord> certificates() {
        return all(CertificateRecord.class, XapiClass.CERTIFICATE);
    }

    /** Names are not unique. */
    public List<VmRecord> vmsNamed(String nameLabel) {
        return find(VmRecord.class, XapiClass.VM, IndexKey.NAME, nameLabel);
    }

    /** Names are not unique. */
    public List<VdiRecord> vdisNamed(String nameLabel) {
        return find(VdiRecord.class, XapiClass.VDI, IndexKey.NAME, nameLabel);
    }

    /** Names are not unique. */
    public List<NetworkRecord> networksNamed(String nameLabel) {
        return find(NetworkRecord.class, XapiClass.NETWORK, IndexKey.NAME, nameLabel);
    }

    /** Names are not unique. */
    public List<SrRecord> srsNamed(String nameLabel) {
        return find(SrRecord.class, XapiClass.SR, IndexKey.NAME, nameLabel);
    }

    public List<VbdRecord> vbdsOf(VmRef vm) {
        return find(VbdRecord.class, XapiClass.VBD, IndexKey.VM, vm.value());
    }

    public List<VbdRecord> vbdsOf(VdiRef vdi) {
        return find(VbdRecord.class, XapiClass.VBD, IndexKey.VDI, vdi.value());
    }

    public List<VifRecord> vifsOf(VmRef vm) {
        return find(VifRecord.class, XapiClass.VIF, IndexKey.VM, vm.value());
    }

    public List<VifRecord> vifsOf(NetworkRef network) {
        return find(VifRecord.class, XapiClass.VIF, IndexKey.NETWORK, network.value());
    }

    public List<VdiRecord> vdisOf(SrRef sr) {
        return find(VdiRecord.class, XapiClass.VDI, IndexKey.SR, sr.value());
    }

    public List<PbdRecord> pbdsOf(SrRef sr) {
        return find(PbdRecord.class, XapiClass.PBD, IndexKey.SR, sr.value());
    }

    public List<PbdRecord> pbdsOf(HostRef host) {
        return find(PbdRecord.class, XapiClass.PBD, IndexKey.HOST, host.value());
    }

    public List<PifRecord> pifsOf(NetworkRef network) {
        return find(PifRecord.class, XapiClass.PIF, IndexKey.NETWORK, network.value());
    }

    public List<PifRecord> pifsOf(HostRef host) {
        return find(PifRecord.class, XapiClass.PIF, IndexKey.HOST, host.value());
    }

    /** Control domains included. */
    public List<VmRecord> residentOn(HostRef host) {
        return find(VmRecord.class, XapiClass.VM, IndexKey.HOST, host.value());
    }

    public List<VmRecord> snapshotsOf(VmRef vm) {
        return find(VmRecord.class, XapiClass.VM, IndexKey.SNAPSHOT_OF, vm.value());
    }

    public List<VdiRecord> snapshotsOf(VdiRef vdi) {
        return find(VdiRecord.class, XapiClass.VDI, IndexKey.SNAPSHOT_OF, vdi.value());
    }

    public List<ConsoleRecord> consolesOf(VmRef vm) {
        return find(ConsoleRecord.class, XapiClass.CONSOLE, IndexKey.VM, vm.value());
    }

    public List<CertificateRecord> certificatesOf(HostRef host) {
        return find(CertificateRecord.class, XapiClass.CERTIFICATE, IndexKey.HOST, host.value());
    }

    /** The VLANs that use this PIF as trunk. */
    public List<VlanRecord> vlansOn(PifRef pif) {
        return find(VlanRecord.class, XapiClass.VLAN, IndexKey.TAGGED, pif.value());
    }

    /** The VLAN whose tagged side is this PIF. */
    public List<VlanRecord> vlansOf(PifRef pif) {
        return find(VlanRecord.class, XapiClass.VLAN, IndexKey.UNTAGGED, pif.value());
    }

    public Optional<VmMetricsRecord> metrics(VmRecord vm) {
        return get(VmMetricsRecord.class, XapiClass.VM_METRICS, vm.metrics());
    }

    public Optional<VmGuestMetricsRecord> guestMetrics(VmRecord vm) {
        return get(VmGuestMetricsRecord.class, XapiClass.VM_GUEST_METRICS, vm.guestMetrics());
    }

    public Optional<HostMetricsRecord> metrics(HostRecord host) {
        return get(HostMetricsRecord.class, XapiClass.HOST_METRICS, host.metrics());
    }

    public Optional<PifMetricsRecord> metrics(PifRecord pif) {
        return get(PifMetricsRecord.class, XapiClass.PIF_METRICS, pif.metrics());
    }

    int size(XapiClass type) {
        return table(type).objects().size();
    }

    Table table(XapiClass type) {
        return tables.getOrDefault(type, Table.empty());
    }

    Map<XapiClass, Table> tables() {
        return tables;
    }

    private <R extends XapiRecord> Optional<R> get(Class<R> record, XapiClass type, Ref ref) {
        return Optional.ofNullable(table(type).get(ref.value())).map(record::cast);
    }

    private <R extends XapiRecord> List<R> all(Class<R> record, XapiClass type) {
        Collection<XapiRecord> all = table(type).all();
        List<R> cast = new ArrayList<>(all.size());
        all.forEach(object -> cast.add(record.cast(object)));
        return cast;
    }

    private <R extends XapiRecord> List<R> find(Class<R> record, XapiClass type, String kind, String value) {
        return table(type).find(new IndexKey(kind, value)).stream()
                .map(record::cast)
                .toList();
    }
}
