package io.xcpoperator.simulator.storage;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.World;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.value.XapiFailure;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Disks as such, for every behaviour that makes or moves some: VDI calls, suspend images, snapshots and copies of VMs.
 * Space is counted; fails with {@code SR_FULL}, {@code SR_HAS_NO_PBDS} and as the rules of {@link VdiRules} say. Under
 * the world's lock; takes no time.
 */
public final class Volumes {
    private static final List<String> KEPT = List.of(
            "name_label",
            "name_description",
            "virtual_size",
            "type",
            "sharable",
            "read_only",
            "other_config",
            "xenstore_data",
            "on_boot",
            "allow_caching");

    private final World world;
    private final StorageState state;
    private final DriverSet drivers;
    private final Lineage lineage = new Lineage();
    private final Contents contents = new Contents();

    public Volumes(World world, StorageState state, DriverSet drivers) {
        this.world = world;
        this.state = state;
        this.drivers = drivers;
    }

    /** What is written on the disks. */
    public Contents contents() {
        return contents;
    }

    /** The format of an SR's disks. */
    public DiskFormat format(Row sr) {
        return drivers.format(sr.text("type").toLowerCase(Locale.ROOT));
    }

    /**
     * Makes an empty disk.
     *
     * @param fields of the VDI: at least {@code SR}, {@code virtual_size} (bytes, rounded up here), {@code type}
     */
    public Row create(Row sr, Map<String, Value> fields) {
        state.require(SrOperation.VDI_CREATE, sr);
        state.requirePlugged(sr);
        String type = fields.get("type") instanceof Value.Str(String text) ? text : "user";
        long wanted = fields.get("virtual_size") instanceof Value.Int(long number) ? number : 0;
        long size = Creation.vdiSize(type, wanted, format(sr));
        return add(sr, fields, size, format(sr).taken(size));
    }

    /** Makes an empty disk of a size in bytes. */
    public Row create(Row sr, String name, String description, String type, long size) {
        return create(
                sr,
                Map.of(
                        "SR", Value.of(sr.ref()),
                        "name_label", Value.of(name),
                        "name_description", Value.of(description),
                        "type", Value.of(type),
                        "virtual_size", Value.of(size)));
    }

    private Row add(Row sr, Map<String, Value> fields, long size, long taken) {
        checkSpace(sr, Math.max(taken, 1)); // even an empty file needs some
        String uuid = world.database().ids().uuid();
        var all = new LinkedHashMap<>(fields);
        all.put("SR", Value.of(sr.ref()));
        all.put("uuid", Value.of(uuid));
        all.put("location", Value.of(uuid));
        all.put("virtual_size", Value.of(size));
        all.put("physical_utilisation", Value.of(taken));
        all.put("managed", Values.TRUE);
        all.put("metadata_of_pool", Values.EMPTY);
        return world.database().create("VDI", all);
    }

    private static void checkSpace(Row sr, long wanted) {
        Creation.checkSpace(wanted, sr.number("physical_size"), sr.number("physical_utilisation"));
    }

    private void take(Row vdi, Row sr, long bytes) {
        checkSpace(sr, bytes);
        vdi.set("physical_utilisation", vdi.number("physical_utilisation") + bytes);
    }

    /** A read-only view of a disk as it is now: shares what is written so far. */
    public Row snapshot(Row vdi) {
        state.require(VdiOperation.SNAPSHOT, vdi);
        Row snapshot = offspring(vdi, get(vdi), attached(vdi));
        snapshot.set("is_a_snapshot", true);
        snapshot.set("snapshot_of", vdi.ref());
        snapshot.set("snapshot_time", world.now());
        snapshot.set("cbt_enabled", vdi.flag("cbt_enabled"));
        return snapshot;
    }

    /** A writable disk on the same SR that shares what is written so far. */
    public Row clone(Row vdi) {
        state.require(VdiOperation.CLONE, vdi);
        Row copy = offspring(vdi, get(vdi), false);
        copy.set("snapshot_time", world.now());
        return copy;
    }

    private Row offspring(Row vdi, Row sr, boolean inflated) {
        state.requirePlugged(sr);
        long size = vdi.number("virtual_size");
        Row child = add(sr, kept(vdi), size, inflated ? format(sr).taken(size) : 0);
        lineage.born(vdi.ref(), child.ref());
        contents.share(vdi.ref(), child.ref());
        return child;
    }

    /** A full copy on an SR. */
    public Row copy(Row vdi, Row sr) {
        state.require(SrOperation.VDI_CREATE, sr);
        state.requirePlugged(sr);
        long size = format(sr).rounded(vdi.number("virtual_size"));
        Row copy = add(sr, kept(vdi), size, Math.max(format(sr).taken(size), content(vdi)));
        contents.share(vdi.ref(), copy.ref());
        return copy;
    }

    /**
     * A copy that takes a disk's place once it is whole: on another SR, with another reference and uuid (facts: storage
     * motion). Fails with {@code SR_DOES_NOT_SUPPORT_MIGRATION}, {@code SR_FULL}.
     */
    public Row mirror(Row vdi, Row sr) {
        for (Row side : List.of(get(vdi), sr)) {
            if (!state.offers(SrOperation.VDI_MIRROR, side)) {
                throw new XapiFailure("SR_DOES_NOT_SUPPORT_MIGRATION", side.ref());
            }
        }
        Row mirror = copy(vdi, sr);
        mirror.set("is_a_snapshot", vdi.flag("is_a_snapshot"));
        mirror.set("snapshot_time", vdi.get("snapshot_time"));
        return mirror;
    }

    /** The mirror is the disk from now on: VBDs and snapshots name it, and the original goes. */
    public void replace(Row vdi, Row mirror) {
        for (Row vbd : List.copyOf(vdi.followAll("VBDs"))) {
            vbd.set("VDI", mirror.ref());
        }
        List.copyOf(vdi.followAll("snapshots")).forEach(snapshot -> snapshot.set("snapshot_of", mirror.ref()));
        if (vdi.flag("is_a_snapshot")) {
            mirror.set("snapshot_of", vdi.text("snapshot_of"));
        }
        destroy(vdi);
    }

    /** How long copying a disk takes. */
    public Duration copyTime(Row vdi) {
        return Duration.ofNanos((long)
                (world.delays().copyPerGiB().toNanos() * (double) Math.max(content(vdi), 1L << 28) / (1L << 30)));
    }

    /** What is written on a disk, that of its ancestors included, in bytes. */
    private long content(Row vdi) {
        return Math.max(
                vdi.number("physical_utilisation"),
                lineage.parent(vdi.ref())
                        .flatMap(world.database()::find)
                        .map(this::content)
                        .orElse(0L));
    }

    private static Map<String, Value> kept(Row vdi) {
        var fields = new LinkedHashMap<String, Value>();
        KEPT.forEach(field -> fields.put(field, vdi.get(field)));
        return fields;
    }

    /** Grows a disk; fails when it is attached, or smaller than before. */
    public void resize(Row vdi, long wanted, boolean online) {
        state.require(online ? VdiOperation.RESIZE_ONLINE : VdiOperation.RESIZE, vdi);
        Row sr = get(vdi);
        state.requirePlugged(sr);
        long size = Creation.grown(vdi.number("virtual_size"), wanted, format(sr));
        if (format(sr).thick()) {
            take(vdi, sr, Math.max(0, format(sr).taken(size) - vdi.number("physical_utilisation")));
        }
        vdi.set("virtual_size", size);
    }

    /** Tells that {@code bytes} of a disk have been written, as an import does; on a thin SR they now take space. */
    public void written(Row vdi, long bytes) {
        Row sr = get(vdi);
        take(vdi, sr, Math.max(0, bytes - vdi.number("physical_utilisation")));
    }

    /** Destroys a disk and the VBDs that name it; a CD drive is emptied instead. */
    public void destroy(Row vdi) {
        state.require(VdiOperation.DESTROY, vdi);
        state.requirePlugged(get(vdi));
        remove(vdi);
    }

    /** Removes the record alone, with its VBDs. */
    void remove(Row vdi) {
        for (Row vbd : vdi.followAll("VBDs")) {
            if (vbd.text("type").equals("CD")) {
                vbd.set("VDI", Values.NO_REF);
                vbd.set("empty", true);
            } else {
                world.database().destroy(vbd);
            }
        }
        lineage.gone(vdi.ref())
                .flatMap(world.database()::find)
                .ifPresent(heir -> heir.set(
                        "physical_utilisation",
                        Math.max(heir.number("physical_utilisation"), vdi.number("physical_utilisation"))));
        contents.drop(vdi.ref());
        world.database().destroy(vdi);
    }

    private static boolean attached(Row vdi) {
        return vdi.followAll("VBDs").stream().anyMatch(vbd -> vbd.flag("currently_attached"));
    }

    private static Row get(Row vdi) {
        return vdi.follow("SR").orElseThrow(() -> new XapiFailure("HANDLE_INVALID", "SR", vdi.text("SR")));
    }
}
